package dev.weft.modelcatalog;

import dev.weft.core.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What has arrived of a file, with its hash so far. Beside it stands from where it came and in which version, so that a later process can go on
 * with it. Not safe for use by several threads; whoever opens one holds its lock.
 */
final class PartFile implements Closeable {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final Path path;
    private final Path origin;
    private final FileChannel channel;
    private MessageDigest digest;
    private long size;

    private PartFile(Path path, FileChannel channel) {
        this.path = path;
        this.origin = path.resolveSibling(path.getFileName() + ".from");
        this.channel = channel;
        this.digest = sha256();
    }

    /** Opens or makes the file, and reads what is there already into the hash. */
    static PartFile open(Path path) throws IOException {
        Files.createDirectories(path.resolveSibling("."));
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        PartFile part = new PartFile(path, channel);
        try {
            part.hashWhatIsThere();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        return part;
    }

    private void hashWhatIsThere() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (channel.read(buffer) >= 0) {
            digest.update(buffer.flip());
            size += buffer.limit();
            buffer.clear();
        }
    }

    long sizeBytes() {
        return size;
    }

    /** The entity tag of what is there, if it came from this address and can be gone on with. */
    Optional<String> entityTag(URI from) throws IOException {
        if (size == 0 || !Files.exists(origin)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(origin);
        return lines.size() == 2 && lines.get(0).equals(from.toString()) ? Optional.of(lines.get(1)) : Optional.empty();
    }

    /** Forgets what is there. */
    void restart() throws IOException {
        Files.deleteIfExists(origin);
        channel.truncate(0);
        channel.position(0);
        digest = sha256();
        size = 0;
    }

    /** Notes what is to come from now on: to be called after {@link #restart()}. */
    void comesFrom(URI from, String entityTag) throws IOException {
        Files.write(origin, List.of(from.toString(), entityTag));
    }

    void append(byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer, size + buffer.position());
        }
        digest.update(bytes, 0, length);
        size += length;
    }

    Sha256 hash() {
        try {
            return new Sha256(HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest()));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned (sun.security.provider.SHA2)", e);
        }
    }

    /** Makes the whole file durable under another name and closes this one. */
    void moveTo(Path target) throws IOException {
        channel.force(true);
        channel.close();
        Files.createDirectories(target.resolveSibling("."));
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(origin);
    }

    /** Closes and deletes it. */
    void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
        Files.deleteIfExists(origin);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256 (java.security.MessageDigest)", e);
        }
    }
}
