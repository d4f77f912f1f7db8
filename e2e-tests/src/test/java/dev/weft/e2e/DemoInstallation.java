package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the one standalone of this JVM that holds {@linkplain DemoCatalog#sample() a part of the demo catalog}, imported by the command line on first use. Tests may add
 * items under ids of their own, and remove them again; they leave the catalog as it is.
 */
final class DemoInstallation implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Standalone.class;
    }

    @Override
    public Standalone resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(DemoInstallation.class))
                .computeIfAbsent(Shared.class, _ -> Shared.start(), Shared.class)
                .standalone();
    }

    /** Closed by JUnit when the last test has run. */
    record Shared(Standalone standalone) implements AutoCloseable {

        private static Shared start() {
            try {
                Standalone standalone = Standalone.start(Standalone.newDataFolder());
                Path catalog = DemoCatalog.write(
                        DemoCatalog.sample(), Files.createTempDirectory(Project.target(), "catalog-"));
                Cli.Result result = new Cli(standalone.uri()).run("import", "--json", catalog.toString());
                assertThat(result.exitCode()).as(result.err()).isZero();
                assertThat(result.json().path("searchable").asInt())
                        .isEqualTo(DemoCatalog.sample().size());
                return new Shared(standalone);
            } catch (Exception e) {
                throw new IllegalStateException("the demo catalog could not be imported", e);
            }
        }

        @Override
        public void close() throws InterruptedException {
            standalone.close();
        }
    }
}
