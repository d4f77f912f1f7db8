package dev.weft.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes to decode as a file for as long as the decoder reads them, readable by the current user alone. The decoder gets it as its standard
 * input: of a file it can seek there, which MP4 needs, without being allowed to open any.
 */
record InputFile(Path path) implements AutoCloseable {

    static InputFile of(Path folder, byte[] bytes) throws IOException {
        InputFile file = new InputFile(Files.createTempFile(folder, "input", ""));
        try {
            Files.write(file.path, bytes);
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
