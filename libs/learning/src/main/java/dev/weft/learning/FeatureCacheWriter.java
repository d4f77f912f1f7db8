package dev.weft.learning;

import dev.weft.learning.PairRefusal.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Writes a {@link FeatureCache} row by row. The file appears under its name when it is finished, and never in part. Used by one thread.
 */
public final class FeatureCacheWriter implements AutoCloseable {

    private final Path file;
    private final Path part;
    private final Precision precision;
    private final int dimension;
    private final FileChannel channel;
    private final ByteBuffer row;
    private final CRC32C sum = new CRC32C();
    private int rows;

    private FeatureCacheWriter(Path file, Path part, Precision precision, int dimension, FileChannel channel) {
        this.file = file;
        this.part = part;
        this.precision = precision;
        this.dimension = dimension;
        this.channel = channel;
        row = ByteBuffer.allocate(dimension * precision.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @throws FeatureCacheException if the file can't be made */
    public static FeatureCacheWriter create(Path file, Precision precision, int dimension) {
        Check.range("dimension", dimension, 1, 1 << 20);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            channel.position(CacheHeader.BYTES);
            return new FeatureCacheWriter(file, part, precision, dimension, channel);
        } catch (IOException e) {
            throw new FeatureCacheException(part + " can't be written", e);
        }
    }

    /**
     * Adds a row, whose number is {@link #rows()} before the call; or says why not.
     *
     * @param vector {@code [dimension]}
     * @throws FeatureCacheException if the file can't be written
     */
    public Optional<PairRefusal> add(float[] vector) {
        if (vector.length != dimension) {
            return Optional.of(new PairRefusal(
                    Reason.WRONG_DIMENSION, "a feature must have " + dimension + " numbers, got " + vector.length));
        }
        row.clear();
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                return Optional.of(
                        new PairRefusal(Reason.NOT_FINITE, "a feature must be of finite numbers, got " + value));
            }
            precision.put(row, value);
        }
        row.flip();
        sum.update(row.array(), 0, row.limit());
        write(row);
        rows++;
        return Optional.empty();
    }

    public int rows() {
        return rows;
    }

    /** Puts the file in its place, durably. */
    public void finish() {
        try {
            channel.position(0);
            write(new CacheHeader(precision, dimension, rows, sum.getValue()).toBytes());
            channel.force(true);
            channel.close();
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new FeatureCacheException(file + " can't be written", e);
        }
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new FeatureCacheException(part + " can't be written", e);
        }
    }

    /** Throws an unfinished file away. Idempotent. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new FeatureCacheException(part + " can't be deleted", e);
        }
    }
}
