package dev.weft.testkit.milvus;

import dev.weft.testkit.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where one server's data lies, and to whom it belongs: a lock is held on it as long as this JVM lives, and the server's process is written down
 * in it. So the next JVM can tell what a killed one left, ends the server, and removes the folder.
 */
final class DataFolder implements AutoCloseable {

    private static final String HIDDEN = ".";
    private static final String LOCK = "owner.lock";
    private static final String PROCESS = "process";

    private final Path folder;
    private final FileChannel owner;

    private DataFolder(Path folder, FileChannel owner) {
        this.folder = folder;
        this.owner = owner;
    }

    /** An empty one under the parent, after removing those there that nobody owns any more. */
    static DataFolder create(Path parent, MilvusKind kind) {
        try {
            Files.createDirectories(parent);
            removeLeft(parent);
            String name = kind.name().toLowerCase(Locale.ROOT) + "-";
            // Under a hidden name until it is locked: another JVM shall not see it without an owner.
            Path hidden = Files.createTempDirectory(parent, HIDDEN + name);
            FileChannel owner =
                    FileChannel.open(hidden.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            owner.lock();
            Path folder = hidden.resolveSibling(hidden.getFileName().toString().substring(HIDDEN.length()));
            return new DataFolder(Files.move(hidden, folder), owner);
        } catch (IOException e) {
            throw new UncheckedIOException("a folder for a server in " + parent, e);
        }
    }

    Path path() {
        return folder;
    }

    /** What the server prints. */
    Path log() {
        return folder.resolve("server.log");
    }

    void runs(ProcessHandle server) {
        try {
            Files.writeString(folder.resolve(PROCESS), identity(server));
        } catch (IOException e) {
            throw new UncheckedIOException("the process in " + folder, e);
        }
    }

    @Override
    public void close() {
        try (owner) {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("removing " + folder, e);
        }
    }

    private static void removeLeft(Path parent) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(parent)) {
            folders = all.filter(folder -> !folder.getFileName().toString().startsWith(HIDDEN))
                    .filter(folder -> Files.exists(folder.resolve(LOCK)))
                    .toList();
        }
        for (Path folder : folders) {
            removeIfLeft(folder);
        }
    }

    private static void removeIfLeft(Path folder) throws IOException {
        try (FileChannel owner = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (owner.tryLock() != null) {
                runningIn(folder).ifPresent(Signals::kill);
                Folders.delete(folder);
            }
        } catch (OverlappingFileLockException ours) {
            // It belongs to this JVM.
        }
    }

    private static Optional<ProcessHandle> runningIn(Path folder) throws IOException {
        Path process = folder.resolve(PROCESS);
        if (!Files.exists(process)) {
            return Optional.empty();
        }
        String written = Files.readString(process);
        long pid = Long.parseLong(written.substring(0, written.indexOf(' ')));
        return ProcessHandle.of(pid).filter(running -> identity(running).equals(written));
    }

    /** With the time of its start, because numbers come again. */
    private static String identity(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Object::toString).orElse("");
    }
}
