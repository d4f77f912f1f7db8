package dev.weft.modelcatalog;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.weft.core.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Hashes that a person has trusted on first sight: by bundle and path. Safe for use by several threads and processes. */
final class Pins {

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .build())
            .build();

    private static final String HEAD =
            "# Hashes trusted on first sight (weft models pull --pin). Remove a line to trust another content.\n";

    private final Path file;
    private final Path lock;

    Pins(Path file, Path lock) {
        this.file = file;
        this.lock = lock;
    }

    Path file() {
        return file;
    }

    Optional<Sha256> find(String bundle, BundlePath path) throws IOException {
        return Optional.ofNullable(read().getOrDefault(bundle, Map.of()).get(path.value()))
                .map(this::hash);
    }

    /**
     * Adds a pin.
     *
     * @throws ModelCatalogException if another pull has pinned another content in between
     */
    void add(String bundle, BundlePath path, Sha256 hash) throws IOException, InterruptedException {
        try (FileLocks.Held _ = FileLocks.exclusive(lock)) {
            Map<String, Map<String, String>> pins = read();
            String before = pins.computeIfAbsent(bundle, _ -> new TreeMap<>()).putIfAbsent(path.value(), hash.hex());
            if (before != null && !before.equals(hash.hex())) {
                throw new ModelCatalogException(
                        path + " of " + bundle + " is pinned as " + before + " in " + file + ", got " + hash);
            }
            AtomicFiles.write(file, (HEAD + YAML.writeValueAsString(pins)).getBytes(StandardCharsets.UTF_8));
        }
    }

    private Map<String, Map<String, String>> read() throws IOException {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try {
            return YAML.readValue(
                    Files.readAllBytes(file), new TypeReference<TreeMap<String, Map<String, String>>>() {});
        } catch (IOException e) {
            throw new ModelCatalogException("the pins in " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    private Sha256 hash(String hex) {
        try {
            return new Sha256(hex);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the pins in " + file + " can't be read: " + e.getMessage(), e);
        }
    }
}
