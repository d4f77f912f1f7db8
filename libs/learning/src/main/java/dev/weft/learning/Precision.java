package dev.weft.learning;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How the numbers of a feature cache are stored, little-endian. */
public enum Precision {
    /** Half the room; the towers' features are stored so on their topic too. */
    FLOAT16(Short.BYTES),
    FLOAT32(Float.BYTES);

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytes;

    Precision(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    void put(ByteBuffer buffer, float value) {
        switch (this) {
            case FLOAT16 -> buffer.putShort(Float.floatToFloat16(value));
            case FLOAT32 -> buffer.putFloat(value);
        }
    }

    void read(MemorySegment segment, long offset, float[] target, int place, int count) {
        for (int i = 0; i < count; i++) {
            long at = offset + (long) i * bytes;
            target[place + i] = switch (this) {
                case FLOAT16 -> Float.float16ToFloat(segment.get(SHORT, at));
                case FLOAT32 -> segment.get(FLOAT, at);
            };
        }
    }
}
