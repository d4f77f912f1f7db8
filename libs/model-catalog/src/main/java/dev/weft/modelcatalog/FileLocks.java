package dev.weft.modelcatalog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Mutual exclusion by name, among threads and among processes: the operating system's file locks hold between processes only. The system
 * releases them when a process dies. Lock files stay: whoever deletes one may take it from under somebody who waits for it.
 */
final class FileLocks {

    private static final ConcurrentHashMap<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private FileLocks() {}

    /** Held until it is closed, by the thread that got it. */
    interface Held extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** Waits until nobody else holds the lock. */
    static Held exclusive(Path file) throws IOException, InterruptedException {
        Path key = file.toAbsolutePath().normalize();
        ReentrantLock lock = IN_THIS_PROCESS.computeIfAbsent(key, _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            Files.createDirectories(key.resolveSibling("."));
            FileChannel channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                var _ = channel.lock();
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            return () -> {
                try {
                    channel.close();
                } finally {
                    lock.unlock();
                }
            };
        } catch (IOException | RuntimeException e) {
            lock.unlock();
            throw e;
        }
    }
}
