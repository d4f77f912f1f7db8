package dev.weft.learning;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first bytes of a feature cache.
 *
 * @param checksum CRC-32C of all rows' bytes
 */
record CacheHeader(Precision precision, int dimension, int rows, long checksum) {

    /** Rows start here: a multiple of what any number needs. */
    static final int BYTES = 64;

    private static final int MAGIC = 0x57_46_43_31;

    ByteBuffer toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC)
                .putInt(precision.bytes())
                .putInt(dimension)
                .putInt(rows)
                .putLong(checksum);
        return bytes.rewind();
    }

    /** @throws FeatureCacheException if these are not a cache's first bytes */
    static CacheHeader of(ByteBuffer bytes, Object file) {
        ByteBuffer little = bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (little.remaining() < BYTES || little.getInt() != MAGIC) {
            throw new FeatureCacheException(file + " is not a feature cache");
        }
        int width = little.getInt();
        for (Precision precision : Precision.values()) {
            if (precision.bytes() == width) {
                return new CacheHeader(precision, little.getInt(), little.getInt(), little.getLong());
            }
        }
        throw new FeatureCacheException(file + " must have numbers of 2 or 4 bytes, got " + width);
    }

    long rowBytes() {
        return (long) dimension * precision.bytes();
    }

    long fileBytes() {
        return BYTES + rows * rowBytes();
    }
}
