package dev.weft.testkit.milvus;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.request.UpsertReq;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A collection of little notes on a server, through Milvus' own client; each has another name. */
final class Notes implements AutoCloseable {

    private final MilvusClientV2 client;
    private final String name;

    private Notes(MilvusClientV2 client, String name) {
        this.client = client;
        this.name = name;
    }

    static Notes create(MilvusServer server) {
        Notes notes = new Notes(
                connect(server, "root:Milvus"),
                "notes_" + UUID.randomUUID().toString().replace('-', '_'));
        notes.create();
        return notes;
    }

    /** The same ones, by a client that connects anew. */
    Notes reopened(MilvusServer server) {
        Notes reopened = new Notes(connect(server, "root:Milvus"), name);
        reopened.load();
        return reopened;
    }

    /** The same ones, by a client that soon gives up. The server must answer now. */
    Notes impatiently(MilvusServer server) {
        return new Notes(connect(server, "root:Milvus", 2_000), name);
    }

    static MilvusClientV2 connect(MilvusServer server, String token) {
        return connect(server, token, 10_000);
    }

    private static MilvusClientV2 connect(MilvusServer server, String token, long deadlineMillis) {
        return new MilvusClientV2(ConnectConfig.builder()
                .uri(server.uri().toString())
                .token(token)
                .connectTimeoutMs(5_000)
                .rpcDeadlineMs(deadlineMillis)
                .build());
    }

    void write(String id) {
        JsonObject row = new JsonObject();
        row.addProperty("id", id);
        row.add("vector", JsonParser.parseString("[1, 0]"));
        client.upsert(
                UpsertReq.builder().collectionName(name).data(List.of(row)).build());
    }

    boolean has(String id) {
        return !client.query(QueryReq.builder()
                        .collectionName(name)
                        .filter("id == \"" + id + "\"")
                        .outputFields(List.of("id"))
                        .consistencyLevel(ConsistencyLevel.STRONG)
                        .build())
                .getQueryResults()
                .isEmpty();
    }

    @Override
    public void close() {
        client.close();
    }

    private void create() {
        CreateCollectionReq.CollectionSchema schema =
                CreateCollectionReq.CollectionSchema.builder().build();
        schema.addField(AddFieldReq.builder()
                .fieldName("id")
                .dataType(DataType.VarChar)
                .maxLength(64)
                .isPrimaryKey(true)
                .build());
        schema.addField(AddFieldReq.builder()
                .fieldName("vector")
                .dataType(DataType.FloatVector)
                .dimension(2)
                .build());
        client.createCollection(CreateCollectionReq.builder()
                .collectionName(name)
                .collectionSchema(schema)
                .indexParams(List.of(IndexParam.builder()
                        .fieldName("vector")
                        .indexType(IndexParam.IndexType.HNSW)
                        .metricType(IndexParam.MetricType.COSINE)
                        .extraParams(Map.of("M", 8, "efConstruction", 64))
                        .build()))
                .build());
        load();
    }

    private void load() {
        client.loadCollection(LoadCollectionReq.builder().collectionName(name).build());
    }
}
