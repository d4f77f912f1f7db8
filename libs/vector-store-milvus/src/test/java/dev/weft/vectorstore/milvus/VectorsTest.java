package dev.weft.vectorstore.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import dev.weft.core.Embedding;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VectorsTest {

    private static final Embedding VECTOR = Embedding.normalized(1, -2, 3, 0.001f);

    @Test
    void shouldGiveBackEveryBitOfFloats() {
        JsonArray field = Vectors.field(VECTOR, VectorFormat.FLOAT);

        List<Float> stored =
                field.asList().stream().map(number -> number.getAsFloat()).toList();

        assertThat(Vectors.read(stored)).isEqualTo(VECTOR);
    }

    @Test
    void shouldRoundToTwoBytesANumberWhereverTheBufferStands() {
        JsonArray field = Vectors.field(VECTOR, VectorFormat.FLOAT16);
        ByteBuffer stored = ByteBuffer.allocate(field.size());
        field.forEach(number -> stored.put(number.getAsByte()));

        Embedding back = Vectors.read(stored);

        assertThat(field).hasSize(2 * VECTOR.dimension());
        assertThat(back).isNotEqualTo(VECTOR);
        assertThat(back.cosine(VECTOR)).isGreaterThan(0.9999f);
    }

    @Test
    void shouldGiveRowsWithoutAVectorDirectionsOfTheirOwn() {
        assertThat(Vectors.filler("a", 64)).isEqualTo(Vectors.filler("a", 64));
        assertThat(Vectors.filler("a", 64).cosine(Vectors.filler("b", 64))).isBetween(-0.5f, 0.5f);
    }
}
