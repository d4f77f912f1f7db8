package dev.weft.testkit.milvus;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a file that a program writes. */
final class LogTail {

    private static final int BYTES = 2_000;

    private LogTail() {}

    static String of(Path file) {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(0, log.length() - BYTES));
            byte[] tail = new byte[(int) Math.min(BYTES, log.length())];
            int read = log.read(tail);
            return read < 0 ? "" : new String(tail, 0, read, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(" + file + " can't be read: " + e.getMessage() + ")";
        }
    }
}
