package dev.weft.benchmarks.sink;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.vector.request.UpsertReq;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A loop around the SDK's upsert with rows as a sink has them: a key, a tenant, a version, attributes and a vector. Nothing is checked or looked up. */
final class BareMilvus implements AutoCloseable {

    private static final String COLLECTION = "bare";
    private static final int MAX_KEY = 512;
    private static final Gson GSON = new Gson();

    private final MilvusClientV2 client;

    BareMilvus(String uri) {
        client = new MilvusClientV2(ConnectConfig.builder().uri(uri).build());
    }

    /** Rows a second, into an empty collection with a graph index that is loaded. */
    double rowsPerSecond(float[][] vectors, int rows, int batch) {
        recreate(vectors[0].length);
        long from = System.nanoTime();
        for (int first = 0; first < rows; first += batch) {
            List<JsonObject> data = new ArrayList<>(batch);
            for (int i = first; i < Math.min(rows, first + batch); i++) {
                data.add(row(i, vectors[i]));
            }
            client.upsert(
                    UpsertReq.builder().collectionName(COLLECTION).data(data).build());
        }
        return rows / ((System.nanoTime() - from) / 1e9);
    }

    private static JsonObject row(int number, float[] vector) {
        JsonObject row = new JsonObject();
        row.addProperty("id", VectorTopic.id(number));
        row.addProperty("tenant", "default");
        row.addProperty("version", 1L);
        row.add("attributes", new JsonObject());
        row.add("vector", GSON.toJsonTree(vector));
        return row;
    }

    private void recreate(int dimension) {
        client.dropCollection(
                DropCollectionReq.builder().collectionName(COLLECTION).build());
        CreateCollectionReq.CollectionSchema schema = MilvusClientV2.CreateSchema();
        schema.addField(AddFieldReq.builder()
                .fieldName("id")
                .dataType(DataType.VarChar)
                .maxLength(MAX_KEY)
                .isPrimaryKey(true)
                .build());
        schema.addField(AddFieldReq.builder()
                .fieldName("tenant")
                .dataType(DataType.VarChar)
                .maxLength(MAX_KEY)
                .build());
        schema.addField(AddFieldReq.builder()
                .fieldName("version")
                .dataType(DataType.Int64)
                .build());
        schema.addField(AddFieldReq.builder()
                .fieldName("attributes")
                .dataType(DataType.JSON)
                .build());
        schema.addField(AddFieldReq.builder()
                .fieldName("vector")
                .dataType(DataType.FloatVector)
                .dimension(dimension)
                .build());
        IndexParam index = IndexParam.builder()
                .fieldName("vector")
                .indexType(IndexParam.IndexType.HNSW)
                .metricType(IndexParam.MetricType.COSINE)
                .extraParams(Map.of("M", 16, "efConstruction", 200))
                .build();
        client.createCollection(CreateCollectionReq.builder()
                .collectionName(COLLECTION)
                .collectionSchema(schema)
                .indexParams(List.of(index))
                .build());
    }

    /** The collection goes with its server: milvus-lite can't drop one whose index it is building. */
    @Override
    public void close() {
        client.close();
    }
}
