package dev.weft.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The one folder in which a standalone keeps everything, locked while it runs: two processes on it would spoil the log and the index. The
 * lock is the operating system's, so it goes with the process, however that ends.
 */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder where there is none and locks it.
     *
     * @throws StartException if it is in use or can't be written
     */
    static DataFolder lock(Path folder) throws StartException {
        Path path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            FileChannel channel = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new StartException("another Weft is running on the data folder " + path + owner(path)
                        + ". Stop it first, or choose another folder with --data.");
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new StartException("the data folder " + path + " can't be used: " + e.getMessage(), e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // By this very process.
            return false;
        }
    }

    private static String owner(Path path) throws IOException {
        String processId = Files.readString(path.resolve("lock"));
        return processId.isBlank() ? "" : " (process " + processId.strip() + ")";
    }

    Path path() {
        return path;
    }

    Path kafka() {
        return path.resolve("kafka");
    }

    Path objects() {
        return path.resolve("objects");
    }

    Path index() {
        return path.resolve("index");
    }

    /** What the miner keeps to start faster; it can be made again from Kafka. */
    Path miner() {
        return path.resolve("miner");
    }

    /** What the gateway keeps to start faster; it can be made again from Kafka. */
    Path gateway() {
        return path.resolve("gateway");
    }

    /** What the rollout keeps of the features; it can be made again from Kafka. */
    Path rollout() {
        return path.resolve("rollout");
    }

    /** Where rounds of learning leave what they go on from after a crash. */
    Path trainer() {
        return path.resolve("trainer");
    }

    Path log() {
        return path.resolve("weft.log");
    }

    /** Lets another process use it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
