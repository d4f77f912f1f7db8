package dev.weft.cli.command;

import dev.weft.cli.terminal.Terminal;
import dev.weft.modelcatalog.ModelBundle;
import dev.weft.modelcatalog.ModelCatalog;
import dev.weft.modelcatalog.ModelStore;
import dev.weft.modelcatalog.ModelVariant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command about models takes. */
final class ModelsOptions {

    @Option(
            names = "--catalog",
            paramLabel = "DIR",
            description = "Where the descriptions of known bundles lie. Default: infra/models beside ./weft.")
    private @Nullable Path catalog;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Where files of models are kept. Default: the variable WEFT_MODELS, else ~/.weft/models.")
    private @Nullable Path store;

    @Option(names = "--json", description = "Print JSON for programs instead of text for people.")
    private boolean json;

    boolean json() {
        return json;
    }

    Terminal terminal() {
        return Terminal.system(System.getenv());
    }

    ModelStore store() {
        return store != null ? new ModelStore(store) : ModelStore.of(System.getenv());
    }

    ModelCatalog catalog() throws IOException {
        Path folder = catalog != null ? catalog : Path.of(System.getProperty("weft.home", ""), "infra", "models");
        return ModelCatalog.read(folder.toAbsolutePath());
    }

    /** @throws UsageException if there is none of this name */
    ModelBundle bundle(String name) throws IOException, UsageException {
        ModelCatalog known = catalog();
        return known.find(name)
                .orElseThrow(() -> new UsageException("there is no model '" + name + "'; there are: "
                        + known.bundles().stream().map(ModelBundle::name).collect(Collectors.joining(", "))));
    }

    static ModelVariant variant(String name) throws UsageException {
        try {
            return ModelVariant.fromWireName(name);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }
}
