package dev.weft.modelcatalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files that are whole or not there at all, whoever looks and whenever the process dies. */
final class AtomicFiles {

    private AtomicFiles() {}

    static void write(Path target, byte[] content) throws IOException {
        Path temporary = temporaryBeside(target);
        try {
            Files.write(temporary, content);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Makes the target another name of the original, or a copy of it where the file system has no hard links across there. */
    static void linkOrCopy(Path original, Path target) throws IOException {
        Path temporary = temporaryBeside(target);
        try {
            // Renaming one name of a file to another name of it does nothing (POSIX rename), and would leave both.
            if (Files.exists(target) && Files.isSameFile(original, target)) {
                return;
            }
            try {
                Files.createLink(temporary, original);
            } catch (IOException | UnsupportedOperationException e) {
                Files.copy(original, temporary);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static Path temporaryBeside(Path target) throws IOException {
        Files.createDirectories(target.resolveSibling("."));
        return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    }
}
