package dev.weft.sink.source;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What the bytes of a vector hold. */
public enum VectorBytes {
    /** Little-endian numbers of 4 bytes. */
    FLOAT32(Float.BYTES) {
        @Override
        float next(ByteBuffer bytes) {
            return bytes.getFloat();
        }
    },
    /** Little-endian numbers of 2 bytes (IEEE 754 half precision). */
    FLOAT16(Short.BYTES) {
        @Override
        float next(ByteBuffer bytes) {
            return Float.float16ToFloat(bytes.getShort());
        }
    };

    private final int width;

    VectorBytes(int width) {
        this.width = width;
    }

    abstract float next(ByteBuffer bytes);

    /**
     * The numbers, {@code [bytes / width]}.
     *
     * @throws IllegalArgumentException if the last number is cut
     */
    float[] read(byte[] bytes) {
        if (bytes.length % width != 0) {
            throw new IllegalArgumentException(
                    "a vector must have " + width + " bytes a number, got " + bytes.length + " bytes");
        }
        float[] values = new float[bytes.length / width];
        ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            values[i] = next(numbers);
        }
        return values;
    }
}
