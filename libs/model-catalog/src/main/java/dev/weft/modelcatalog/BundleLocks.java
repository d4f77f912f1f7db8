package dev.weft.modelcatalog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The lock file of a bundle's folder, {@code weft-bundle.json}: the only content that each file may have when the bundle is loaded.
 *
 * <pre>{@code
 * {"format": 1, "files": {"config.json": "<sha256>", "onnx/text_model.onnx": "<sha256>"}}
 * }</pre>
 */
public final class BundleLocks {

    public static final String FILE_NAME = "weft-bundle.json";

    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private BundleLocks() {}

    /**
     * Reads a folder's lock.
     *
     * @return the hash of each file by its path; empty if the folder has no lock
     * @throws ModelCatalogException if the lock can't be understood
     */
    public static Optional<SortedMap<BundlePath, Sha256>> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode lock = JSON.readTree(Files.readAllBytes(file));
            if (lock.path("format").asInt() != FORMAT || !lock.path("files").isObject()) {
                throw new IllegalArgumentException("format must be " + FORMAT + " with an object 'files'");
            }
            SortedMap<BundlePath, Sha256> files = new TreeMap<>();
            lock.path("files")
                    .properties()
                    .forEach(entry -> files.put(
                            new BundlePath(entry.getKey()),
                            new Sha256(entry.getValue().asText())));
            return Optional.of(Collections.unmodifiableSortedMap(files));
        } catch (IllegalArgumentException | IOException e) {
            throw new ModelCatalogException("the lock file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Writes a folder's lock, in one step for whoever reads it. */
    public static void write(Path folder, SortedMap<BundlePath, Sha256> files) throws IOException {
        ObjectNode lock = JSON.createObjectNode().put("format", FORMAT);
        ObjectNode hashes = lock.putObject("files");
        files.forEach((path, hash) -> hashes.put(path.value(), hash.hex()));
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(lock) + "\n";
        AtomicFiles.write(folder.resolve(FILE_NAME), text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Hashes what a folder in the Hugging Face layout holds. Hidden files and folders, and the lock itself, are no part of a bundle.
     *
     * @throws ModelCatalogException if it isn't such a folder, or a name in it can't stand in a lock
     */
    public static SortedMap<BundlePath, Sha256> hashFolder(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve("config.json"))) {
            throw new ModelCatalogException(folder + " is no bundle in the Hugging Face layout: it has no config.json");
        }
        SortedMap<BundlePath, Sha256> files = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                return !visited.equals(folder) && isHidden(visited)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isHidden(file) && !file.equals(folder.resolve(FILE_NAME)) && Files.isRegularFile(file)) {
                    files.put(pathIn(folder, file), hash(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        if (files.keySet().stream().noneMatch(path -> path.value().endsWith(".onnx"))) {
            throw new ModelCatalogException(folder + " is no bundle in the Hugging Face layout: it has no .onnx file");
        }
        return Collections.unmodifiableSortedMap(files);
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private static BundlePath pathIn(Path folder, Path file) throws ModelCatalogException {
        try {
            return new BundlePath(folder.relativize(file).toString().replace('\\', '/'));
        } catch (IllegalArgumentException e) {
            throw new ModelCatalogException(folder + " can't be pinned: " + e.getMessage(), e);
        }
    }

    static Sha256 hash(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return Sha256.of(stream);
        }
    }
}
