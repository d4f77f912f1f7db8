package dev.weft.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in the checkout. */
final class Project {

    private Project() {}

    static Path root() {
        Path root = Path.of(System.getProperty("weft.root", ".."));
        return root.toAbsolutePath().normalize();
    }

    static Path target() {
        try {
            return Files.createDirectories(root().resolve("e2e-tests/target"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path standaloneJar() {
        return packaged("services/standalone/target/quarkus-app/quarkus-run.jar");
    }

    static Path sinkJar() {
        return packaged("services/sink/target/quarkus-app/quarkus-run.jar");
    }

    static Path cliJar() {
        return packaged("cli/target/weft-cli.jar");
    }

    private static Path packaged(String path) {
        Path jar = root().resolve(path);
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    "run 'mvn -DskipTests package -pl services/standalone,services/sink -am' first: there is no "
                            + jar);
        }
        return jar;
    }

    static Path reference() {
        return root().resolve("libs/inference/src/test/resources/demo/reference.json");
    }

    static Path demoCatalog() {
        return root().resolve("infra/samples/emoji.zip");
    }

    static Path docs() {
        return root().resolve("docs");
    }
}
