package dev.weft.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** A bundle in the Hugging Face layout that a test may change. */
record BundleFolder(Path path) {

    /** A folder of the test resources. */
    static Path resource(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(BundleFolder.class.getResource(name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A pinned copy of one of the golden bundles. */
    static BundleFolder copyOf(String golden, Path parent) {
        BundleFolder folder = new BundleFolder(parent.resolve(golden));
        Path source = resource("/golden/" + golden);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                folder.put(source.relativize(file).toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder.pin();
    }

    BundleFolder pin() {
        try {
            BundleLock.write(path, BundleLock.of(path).files());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BundleFolder put(String name, byte[] bytes) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BundleFolder put(String name, String text) {
        return put(name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BundleFolder delete(String name) {
        try {
            Files.delete(path.resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes a text that must be there, and pins the folder again. */
    BundleFolder replace(String name, String part, String replacement) {
        String text = new String(bytes(name), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text).contains(part);
        return put(name, text.replace(part, replacement)).pin();
    }

    EmbeddingModel open() {
        return open(new InferenceOptions(1));
    }

    EmbeddingModel open(InferenceOptions options) {
        return EmbeddingModels.open(path.toString(), options);
    }
}
