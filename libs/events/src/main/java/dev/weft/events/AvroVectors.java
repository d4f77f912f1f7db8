package dev.weft.events;

import dev.weft.core.Embedding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The logical type {@code vector}: numbers as little-endian bytes, 4 a number (float32) or 2 (float16). */
final class AvroVectors {

    private AvroVectors() {}

    static ByteBuffer float32(Embedding vector) {
        ByteBuffer bytes = little(vector.dimension() * Float.BYTES);
        for (int i = 0; i < vector.dimension(); i++) {
            bytes.putFloat(vector.get(i));
        }
        return bytes.flip();
    }

    static ByteBuffer float16(Embedding vector) {
        ByteBuffer bytes = little(vector.dimension() * Short.BYTES);
        for (int i = 0; i < vector.dimension(); i++) {
            bytes.putShort(Float.floatToFloat16(vector.get(i)));
        }
        return bytes.flip();
    }

    static Embedding fromFloat32(ByteBuffer bytes, int dimension) {
        ByteBuffer numbers = checked(bytes, dimension, Float.BYTES);
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = numbers.getFloat();
        }
        return Embedding.wrap(values);
    }

    static Embedding fromFloat16(ByteBuffer bytes, int dimension) {
        ByteBuffer numbers = checked(bytes, dimension, Short.BYTES);
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = Float.float16ToFloat(numbers.getShort());
        }
        return Embedding.wrap(values);
    }

    private static ByteBuffer little(int sizeBytes) {
        return ByteBuffer.allocate(sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer checked(ByteBuffer bytes, int dimension, int bytesPerNumber) {
        if (dimension < 1 || bytes.remaining() != (long) dimension * bytesPerNumber) {
            throw new IllegalArgumentException("a vector of dimension " + dimension + " has "
                    + (long) dimension * bytesPerNumber + " bytes, got " + bytes.remaining());
        }
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }
}
