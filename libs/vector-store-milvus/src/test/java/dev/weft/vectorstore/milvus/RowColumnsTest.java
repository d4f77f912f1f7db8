package dev.weft.vectorstore.milvus;

import static dev.weft.vectorstore.Items.caption;
import static dev.weft.vectorstore.Items.image;
import static dev.weft.vectorstore.Items.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.weft.vectorstore.Items;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.UpsertRequest;
import io.milvus.grpc.VectorField;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a server reads from the bytes of a request. */
class RowColumnsTest {

    private static final RowWriter ROWS =
            new RowWriter(Items.SCHEMA.dimension(), VectorFormat.FLOAT, Clock.systemUTC());

    @Test
    void shouldHoldTheNumbersOfAllVectorsInTheOrderOfTheRows() throws InvalidProtocolBufferException {
        List<Row> rows = ROWS.rows(put("shoe", 1, image(0.6f, -0.8f, 0, 0), caption(0, 0, -1e-30f, 1)))
                .make()
                .get();

        byte[] sent =
                RowColumns.request("catalog", rows, VectorFormat.FLOAT).build().toByteArray();

        VectorField vectors = UpsertRequest.parseFrom(sent).getFieldsDataList().stream()
                .filter(field -> field.getFieldName().equals(Fields.VECTOR))
                .map(FieldData::getVectors)
                .findFirst()
                .orElseThrow();
        assertThat(vectors.getDim()).isEqualTo(4);
        assertThat(vectors.getFloatVector().getDataList())
                .containsExactlyElementsOf(rows.stream()
                        .flatMap(row -> List.of(
                                row.vector().get(0),
                                row.vector().get(1),
                                row.vector().get(2),
                                row.vector().get(3))
                                .stream())
                        .toList());
    }
}
