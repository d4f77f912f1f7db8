package dev.weft.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The only files of a bundle in the Hugging Face layout that are loaded, and the only content they may have: {@code weft-bundle.json} in its
 * folder, written by who fetched the bundle. Immutable.
 *
 * @param files by name relative to the folder, with '/' between folders
 */
public record BundleLock(Map<String, Sha256> files) {

    /** The lock's own name. */
    public static final String FILE = "weft-bundle.json";

    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BUNDLE_FILES = "[^/]+\\.json|onnx/[^/]+\\.onnx|" + HuggingFaceReader.POOLING;

    public BundleLock {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("a lock must have files, got none");
        }
        files.keySet().forEach(BundleFile::requireInside);
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** @throws ModelBundleException if the folder has no lock, or it isn't one */
    public static BundleLock read(Path folder) {
        return find(new BundleSource.Folder(folder))
                .orElseThrow(() -> new ModelBundleException(folder + " must have a " + FILE));
    }

    static Optional<BundleLock> find(BundleSource source) {
        return source.find(FILE).map(json -> JsonFields.parse(json, FILE, BundleLock::lock));
    }

    private static BundleLock lock(JsonFields fields) {
        int format = fields.integer("format");
        if (format != FORMAT) {
            throw new ModelBundleException(FILE + ".format must be " + FORMAT + ", got " + format);
        }
        return new BundleLock(fields.object("files", files -> {
            Map<String, Sha256> hashes = new TreeMap<>();
            files.names().forEach(name -> hashes.put(name, new Sha256(files.text(name))));
            return hashes;
        }));
    }

    /**
     * Writes the lock of a folder in one step: a reader sees the old one or the new one.
     *
     * @throws IllegalArgumentException if there are no files, or one isn't in the folder
     */
    public static void write(Path folder, Map<String, Sha256> files) throws IOException {
        BundleLock lock = new BundleLock(files);
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
        ObjectNode hashes = root.putObject("files");
        lock.files.forEach((name, sha256) -> hashes.put(name, sha256.hex()));
        Path partial = Files.createTempFile(folder, FILE, ".part");
        try {
            Files.writeString(partial, pretty(root));
            Files.move(partial, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static String pretty(ObjectNode root) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    /**
     * Hashes the files of a folder that a bundle in the Hugging Face layout may consist of, as they are now: for {@link #write}, where a person
     * says that these are the ones.
     */
    public static BundleLock of(Path folder) throws IOException {
        Map<String, Sha256> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder, 2)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (name.matches(BUNDLE_FILES) && !name.equals(FILE)) {
                    try (InputStream stream = Files.newInputStream(path)) {
                        files.put(name, Sha256.of(stream));
                    }
                }
            }
        }
        return new BundleLock(files);
    }
}
