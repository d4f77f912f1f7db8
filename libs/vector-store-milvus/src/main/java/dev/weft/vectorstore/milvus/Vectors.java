package dev.weft.vectorstore.milvus;

import dev.weft.core.Embedding;
import io.milvus.v2.service.vector.request.data.BaseVector;
import io.milvus.v2.service.vector.request.data.Float16Vec;
import io.milvus.v2.service.vector.request.data.FloatVec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;

/** Vectors between our form and the SDK's. */
final class Vectors {

    private Vectors() {}

    static BaseVector query(Embedding vector, VectorFormat format) {
        return switch (format) {
            case FLOAT -> new FloatVec(vector.toArray());
            case FLOAT16 -> new Float16Vec(halves(vector));
        };
    }

    /** From what the SDK gives for the field. */
    static Embedding read(Object field) {
        return switch (field) {
            case ByteBuffer halves -> {
                // The SDK leaves its buffer at the end of what it has put there.
                ByteBuffer bytes = halves.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
                float[] values = new float[bytes.remaining() / Short.BYTES];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.float16ToFloat(bytes.getShort());
                }
                yield Embedding.wrap(values);
            }
            case List<?> numbers -> {
                float[] values = new float[numbers.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (Float) numbers.get(i);
                }
                yield Embedding.wrap(values);
            }
            default ->
                throw new IllegalStateException("a vector must be a list or a buffer, got "
                        + field.getClass().getName());
        };
    }

    /**
     * A direction for rows that have no vector but must have one. Each has its own, because a graph of many rows at one point falls into islands.
     *
     * @param key of the row: always the same direction for the same key
     */
    static Embedding filler(String key, int dimension) {
        SplittableRandom random = new SplittableRandom(key.hashCode());
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Embedding.normalized(values);
    }

    /** 2 bytes a number, little-endian. */
    static byte[] halves(Embedding vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.dimension() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < vector.dimension(); i++) {
            bytes.putShort(Float.floatToFloat16(vector.get(i)));
        }
        return bytes.array();
    }
}
