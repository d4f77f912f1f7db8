package dev.weft.vectorstore.milvus;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnsafeByteOperations;
import io.milvus.grpc.DataType;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.FloatArray;
import io.milvus.grpc.IntArray;
import io.milvus.grpc.JSONArray;
import io.milvus.grpc.LongArray;
import io.milvus.grpc.MsgBase;
import io.milvus.grpc.MsgType;
import io.milvus.grpc.ScalarField;
import io.milvus.grpc.StringArray;
import io.milvus.grpc.UpsertRequest;
import io.milvus.grpc.VectorField;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Rows as the protocol has them: a column per field. The SDK's own way goes by JSON and makes some objects of every number of a vector: with
 * it, collecting garbage and boxing were most of what a writer did.
 */
final class RowColumns {

    private final List<Row> rows;
    private final VectorFormat format;
    private final UpsertRequest.Builder request;

    private RowColumns(List<Row> rows, VectorFormat format, UpsertRequest.Builder request) {
        this.rows = rows;
        this.format = format;
        this.request = request;
    }

    /** @param rows at least one, with vectors of one dimension */
    static UpsertRequest.Builder request(String collection, List<Row> rows, VectorFormat format) {
        UpsertRequest.Builder request = UpsertRequest.newBuilder()
                .setBase(MsgBase.newBuilder().setMsgType(MsgType.Upsert))
                .setCollectionName(collection)
                .setNumRows(rows.size());
        new RowColumns(rows, format, request).fill();
        return request;
    }

    private void fill() {
        texts(Fields.KEY, Row::key);
        texts(Fields.TENANT, Row::tenant);
        texts(Fields.ITEM, Row::item);
        texts(Fields.PART, Row::part);
        texts(Fields.MODALITY, Row::modality);
        texts(Fields.RELEASE, Row::release);
        texts(Fields.FAMILY, Row::family);
        texts(Fields.SPLIT, Row::split);
        texts(Fields.CONTENT_HASH, Row::contentHash);
        texts(Fields.LONG_TEXTS, Row::longTexts);
        ints(Fields.KIND, DataType.Int8, row -> row.kind().code());
        ints(Fields.POSITION, DataType.Int32, Row::position);
        longs(Fields.VERSION, Row::version);
        longs(Fields.WRITTEN_AT, Row::writtenAt);
        attributes();
        vectors();
    }

    private void texts(String field, Function<Row, String> value) {
        StringArray.Builder values = StringArray.newBuilder();
        rows.forEach(row -> values.addData(value.apply(row)));
        scalars(field, DataType.VarChar, ScalarField.newBuilder().setStringData(values));
    }

    private void ints(String field, DataType type, ToIntFunction<Row> value) {
        IntArray.Builder values = IntArray.newBuilder();
        rows.forEach(row -> values.addData(value.applyAsInt(row)));
        scalars(field, type, ScalarField.newBuilder().setIntData(values));
    }

    private void longs(String field, ToLongFunction<Row> value) {
        LongArray.Builder values = LongArray.newBuilder();
        rows.forEach(row -> values.addData(value.applyAsLong(row)));
        scalars(field, DataType.Int64, ScalarField.newBuilder().setLongData(values));
    }

    private void attributes() {
        JSONArray.Builder values = JSONArray.newBuilder();
        rows.forEach(row -> values.addData(ByteString.copyFrom(row.attributes(), StandardCharsets.UTF_8)));
        scalars(Fields.ATTRIBUTES, DataType.JSON, ScalarField.newBuilder().setJsonData(values));
    }

    private void scalars(String field, DataType type, ScalarField.Builder values) {
        request.addFieldsData(
                FieldData.newBuilder().setFieldName(field).setType(type).setScalars(values));
    }

    private void vectors() {
        VectorField.Builder vectors =
                VectorField.newBuilder().setDim(rows.getFirst().vector().dimension());
        DataType type = switch (format) {
            case FLOAT -> {
                vectors.setFloatVector(numbers());
                yield DataType.FloatVector;
            }
            case FLOAT16 -> {
                vectors.setFloat16Vector(halves());
                yield DataType.Float16Vector;
            }
        };
        request.addFieldsData(
                FieldData.newBuilder().setFieldName(Fields.VECTOR).setType(type).setVectors(vectors));
    }

    /**
     * The numbers as they are on the wire, where they are their bytes one after the other. To the message they are a field that it passes on without
     * reading it: its own list takes numbers one by one, and grew a dozen times to some megabytes, which was a third of a writer's time.
     */
    private FloatArray numbers() {
        ByteBuffer bytes = ByteBuffer.allocate(rows.size()
                        * VectorFormat.FLOAT.bytes(rows.getFirst().vector().dimension()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (Row row : rows) {
            for (int i = 0; i < row.vector().dimension(); i++) {
                bytes.putFloat(row.vector().get(i));
            }
        }
        UnknownFieldSet.Field packed = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(UnsafeByteOperations.unsafeWrap(bytes.flip()))
                .build();
        return FloatArray.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(FloatArray.DATA_FIELD_NUMBER, packed)
                        .build())
                .build();
    }

    private ByteString halves() {
        ByteString.Output halves = ByteString.newOutput();
        for (Row row : rows) {
            byte[] bytes = Vectors.halves(row.vector());
            halves.write(bytes, 0, bytes.length);
        }
        return halves.toByteString();
    }
}
