package dev.weft.trainer.round;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The folder of a round's checkpoints. */
final class Folders {

    private Folders() {}

    /** Removes the files in it; does nothing if there is no such folder. */
    static void clear(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints in " + folder + " can't be removed", e);
        }
    }
}
