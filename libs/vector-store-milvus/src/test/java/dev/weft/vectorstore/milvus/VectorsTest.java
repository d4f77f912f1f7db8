package dev.weft.vectorstore.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.Sha256;
import dev.weft.vectorstore.Items;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorRow;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.UpsertRequest;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VectorsTest {

    private static final Embedding VECTOR = Embedding.normalized(1, -2, 3, 0.001f);

    @Test
    void shouldGiveBackEveryBitOfFloats() throws InvalidProtocolBufferException {
        List<Float> stored =
                column(VectorFormat.FLOAT).getVectors().getFloatVector().getDataList();

        assertThat(Vectors.read(stored)).isEqualTo(VECTOR);
    }

    @Test
    void shouldRoundToTwoBytesANumberWhereverTheBufferStands() throws InvalidProtocolBufferException {
        ByteString column = column(VectorFormat.FLOAT16).getVectors().getFloat16Vector();
        ByteBuffer stored = ByteBuffer.allocate(column.size());
        column.copyTo(stored);

        Embedding back = Vectors.read(stored);

        assertThat(column.size()).isEqualTo(2 * VECTOR.dimension());
        assertThat(back).isNotEqualTo(VECTOR);
        assertThat(back.cosine(VECTOR)).isGreaterThan(0.9999f);
    }

    /** As the server reads it: the request carries floats as the bytes they are sent as. */
    private static FieldData column(VectorFormat format) throws InvalidProtocolBufferException {
        Mutation.Put put = Items.put("shoe", 1, new VectorRow("image", Modality.IMAGE, Sha256.ofText("shoe"), VECTOR));
        RowWriter rows = new RowWriter(VECTOR.dimension(), format, Clock.systemUTC());
        UpsertRequest sent = UpsertRequest.parseFrom(
                RowColumns.request("catalog", rows.rows(put).make().get(), format)
                        .build()
                        .toByteString());
        return sent.getFieldsDataList().stream()
                .filter(column -> column.getFieldName().equals(Fields.VECTOR))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldGiveRowsWithoutAVectorDirectionsOfTheirOwn() {
        assertThat(Vectors.filler("a", 64)).isEqualTo(Vectors.filler("a", 64));
        assertThat(Vectors.filler("a", 64).cosine(Vectors.filler("b", 64))).isBetween(-0.5f, 0.5f);
    }
}
