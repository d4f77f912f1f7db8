package dev.weft.cli.catalog;

import dev.weft.cli.client.MediaBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a file, on disk or inside a zip. */
public record FileBytes(Path file) implements MediaBytes {

    @Override
    public String fileName() {
        return Catalog.fileName(file);
    }

    @Override
    public long sizeBytes() throws IOException {
        return Files.size(file);
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }
}
