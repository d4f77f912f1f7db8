package dev.weft.modelcatalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The known bundles: one YAML file each, in one folder. Immutable. */
public final class ModelCatalog {

    private final List<ModelBundle> bundles;

    private ModelCatalog(List<ModelBundle> bundles) {
        this.bundles = List.copyOf(bundles);
    }

    /**
     * Reads {@code *.yaml} of a folder.
     *
     * @throws ModelCatalogException if a file can't be understood; it names the file and the field
     */
    public static ModelCatalog read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ModelCatalogException("there is no folder with descriptions of models at " + folder);
        }
        List<ModelBundle> bundles = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                bundles.add(BundleReader.read(file));
            }
        }
        return new ModelCatalog(bundles);
    }

    /** In the order of their names. */
    public List<ModelBundle> bundles() {
        return bundles;
    }

    public Optional<ModelBundle> find(String name) {
        return bundles.stream().filter(bundle -> bundle.name().equals(name)).findFirst();
    }
}
