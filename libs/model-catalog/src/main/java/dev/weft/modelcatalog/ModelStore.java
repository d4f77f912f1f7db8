package dev.weft.modelcatalog;

import dev.weft.core.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where files of models lie on this machine.
 *
 * <pre>
 * blobs/sha256/HEX   the files, by content: two bundles with one tokenizer hold it once
 * bundles/NAME       a bundle as the platform loads it, made of hard links to blobs
 * incoming/NAME      where a person puts files that this machine can't download
 * parts/             what is being downloaded
 * pins.yaml          hashes that were trusted on first sight
 * </pre>
 *
 * Safe for use by several threads and several processes.
 */
public final class ModelStore {

    private final Path root;

    public ModelStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** {@code WEFT_MODELS}, else {@code ~/.weft/models}. */
    public static ModelStore of(Map<String, String> environment) {
        String given = environment.getOrDefault("WEFT_MODELS", "");
        return new ModelStore(
                given.isBlank() ? Path.of(System.getProperty("user.home"), ".weft", "models") : Path.of(given));
    }

    /** Where a bundle's variant is put if nobody says otherwise. */
    public Path bundleFolder(ModelBundle bundle, ModelVariant variant) {
        String suffix = variant == ModelVariant.FP32 ? "" : "-" + variant.wireName();
        return root.resolve("bundles").resolve(bundle.name() + suffix);
    }

    /** Whether the variant lies in its own folder, whole. */
    public boolean isPulled(ModelBundle bundle, ModelVariant variant) throws IOException {
        Path folder = bundleFolder(bundle, variant);
        Optional<? extends Map<BundlePath, Sha256>> lock = BundleLocks.read(folder);
        return lock.isPresent()
                && bundle.files(variant).stream()
                        .map(ModelFile::path)
                        .allMatch(path -> lock.get().containsKey(path) && Files.isRegularFile(path.in(folder)));
    }

    /** The only content that a file may have, by the catalog or else by a pin. */
    public Optional<Sha256> expected(ModelBundle bundle, ModelFile file) throws IOException {
        return file.sha256().isPresent() ? file.sha256() : pins().find(bundle.name(), file.path());
    }

    Pins pins() {
        return new Pins(root.resolve("pins.yaml"), lockFile("pins"));
    }

    Path incoming(ModelBundle bundle) {
        return root.resolve("incoming").resolve(bundle.name());
    }

    Path blob(Sha256 hash) {
        return root.resolve("blobs").resolve("sha256").resolve(hash.hex());
    }

    Path part(String key) {
        return root.resolve("parts").resolve(key);
    }

    Path lockFile(String key) {
        return root.resolve("locks").resolve(key);
    }

    /**
     * Whether there is a blob with this content. A blob that has changed on the disk is removed; the caller holds the lock of its key.
     */
    boolean holds(Sha256 hash) throws IOException {
        Path blob = blob(hash);
        if (!Files.isRegularFile(blob)) {
            return false;
        }
        if (BundleLocks.hash(blob).equals(hash)) {
            return true;
        }
        Files.delete(blob);
        return false;
    }

    /** Takes a complete part file in. Whoever takes the same content in at the same time replaces it by itself. */
    void keep(PartFile part) throws IOException {
        Path blob = blob(part.hash());
        part.moveTo(blob);
        // A bundle's files are other names of it: changing one in place would change all.
        var _ = blob.toFile().setReadOnly();
    }
}
