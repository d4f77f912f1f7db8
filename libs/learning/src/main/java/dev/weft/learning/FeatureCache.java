package dev.weft.learning;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * The features of one modality in a file that is mapped into memory: a million rows of 768 numbers are 1.5 GB on the disk and nothing on the heap. A
 * {@link FeatureCacheWriter} writes it once. Safe for use by several threads until it is closed.
 */
public final class FeatureCache implements FeatureRows, AutoCloseable {

    private static final int CHUNK = 1 << 20;

    private final CacheHeader header;
    private final Arena arena;
    private final MemorySegment bytes;

    private FeatureCache(CacheHeader header, Arena arena, MemorySegment bytes) {
        this.header = header;
        this.arena = arena;
        this.bytes = bytes;
    }

    /**
     * Maps a file and reads it once, to check its sum.
     *
     * @throws FeatureCacheException if it can't be read, is no feature cache, is cut short or damaged
     */
    @SuppressWarnings("MustBeClosedChecker") // the mapping lives as long as the cache, which closes it
    public static FeatureCache open(Path file) {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer first = ByteBuffer.allocate(CacheHeader.BYTES);
            channel.read(first, 0);
            CacheHeader header = CacheHeader.of(first.flip(), file);
            if (header.dimension() < 1 || header.rows() < 0 || channel.size() != header.fileBytes()) {
                throw new FeatureCacheException(
                        file + " must have " + header.fileBytes() + " bytes, got " + channel.size());
            }
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            if (sum(bytes) != header.checksum()) {
                throw new FeatureCacheException(file + " is damaged: its checksum does not fit its rows");
            }
            return new FeatureCache(header, arena, bytes);
        } catch (IOException e) {
            arena.close();
            throw new FeatureCacheException(file + " can't be read", e);
        } catch (FeatureCacheException e) {
            arena.close();
            throw e;
        }
    }

    private static long sum(MemorySegment bytes) {
        CRC32C sum = new CRC32C();
        for (long from = CacheHeader.BYTES; from < bytes.byteSize(); from += CHUNK) {
            sum.update(bytes.asSlice(from, Math.min(CHUNK, bytes.byteSize() - from))
                    .asByteBuffer());
        }
        return sum.getValue();
    }

    @Override
    public int rows() {
        return header.rows();
    }

    @Override
    public int dimension() {
        return header.dimension();
    }

    @Override
    public void copy(int row, float[] target, int offset) {
        Objects.checkIndex(row, header.rows());
        Objects.checkFromIndexSize(offset, header.dimension(), target.length);
        header.precision().read(bytes, CacheHeader.BYTES + row * header.rowBytes(), target, offset, header.dimension());
    }

    /** Unmaps the file. Idempotent. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
