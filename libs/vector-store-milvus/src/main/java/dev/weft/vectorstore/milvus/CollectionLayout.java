package dev.weft.vectorstore.milvus;

import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.common.IndexParam.IndexType;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq.CollectionSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields and indexes of a collection. */
final class CollectionLayout {

    private CollectionLayout() {}

    static CollectionSchema schema(int dimension, VectorFormat format, boolean partitionKey) {
        CollectionSchema schema = CollectionSchema.builder().build();
        schema.addField(AddFieldReq.builder()
                .fieldName(Fields.KEY)
                .dataType(DataType.VarChar)
                .maxLength(Fields.MAX_KEY_BYTES)
                .isPrimaryKey(true)
                .autoID(false)
                .build());
        schema.addField(AddFieldReq.builder()
                .fieldName(Fields.TENANT)
                .dataType(DataType.VarChar)
                .maxLength(Fields.MAX_NAME_BYTES)
                .isPartitionKey(partitionKey)
                .build());
        text(schema, Fields.ITEM, Fields.MAX_ITEM_BYTES);
        text(schema, Fields.PART, Fields.MAX_PART_BYTES);
        text(schema, Fields.MODALITY, Fields.MAX_NAME_BYTES);
        text(schema, Fields.RELEASE, Fields.MAX_NAME_BYTES);
        text(schema, Fields.FAMILY, Fields.MAX_FAMILY_BYTES);
        text(schema, Fields.SPLIT, Fields.MAX_NAME_BYTES);
        text(schema, Fields.CONTENT_HASH, Fields.MAX_NAME_BYTES);
        text(schema, Fields.LONG_TEXTS, Fields.MAX_TEXT_BYTES);
        field(schema, Fields.KIND, DataType.Int8);
        field(schema, Fields.POSITION, DataType.Int32);
        field(schema, Fields.VERSION, DataType.Int64);
        field(schema, Fields.WRITTEN_AT, DataType.Int64);
        field(schema, Fields.ATTRIBUTES, DataType.JSON);
        schema.addField(AddFieldReq.builder()
                .fieldName(Fields.VECTOR)
                .dataType(format.type())
                .dimension(dimension)
                .build());
        return schema;
    }

    static List<IndexParam> indexes(VectorIndex vectors, Optional<IndexType> texts, boolean partitionKey) {
        List<IndexParam> indexes = new ArrayList<>();
        indexes.add(IndexParam.builder()
                .fieldName(Fields.VECTOR)
                .indexType(vectors.type())
                .metricType(IndexParam.MetricType.COSINE)
                .extraParams(vectors.build())
                .build());
        texts.ifPresent(type -> {
            indexes.add(text(Fields.ITEM, type));
            if (!partitionKey) {
                indexes.add(text(Fields.TENANT, type));
            }
        });
        return indexes;
    }

    static IndexParam text(String field, IndexType type) {
        return IndexParam.builder().fieldName(field).indexType(type).build();
    }

    private static void text(CollectionSchema schema, String name, int maxBytes) {
        schema.addField(AddFieldReq.builder()
                .fieldName(name)
                .dataType(DataType.VarChar)
                .maxLength(maxBytes)
                .build());
    }

    private static void field(CollectionSchema schema, String name, DataType type) {
        schema.addField(AddFieldReq.builder().fieldName(name).dataType(type).build());
    }
}
