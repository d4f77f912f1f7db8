package dev.weft.vectorstore.milvus;

import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.vectorstore.Items;
import dev.weft.vectorstore.Mutation;
import io.milvus.v2.service.vector.request.UpsertReq;
import java.time.Clock;
import java.util.List;

/** A writer that dies after its rows were written and before it looks at what it did. */
final class Zombie {

    private Zombie() {}

    static void write(MilvusServer server, List<Mutation> mutations) {
        RowWriter rows = new RowWriter(Items.SCHEMA.dimension(), VectorFormat.FLOAT, Clock.systemUTC());
        try (MilvusConnection connection =
                MilvusConnection.open(MilvusSettings.parse(server.uri().toString()))) {
            connection.write(
                    "write as a zombie",
                    client -> client.upsert(UpsertReq.builder()
                            .collectionName(Items.COLLECTION)
                            .data(mutations.stream()
                                    .flatMap(mutation -> rows.rows(mutation).make().get().stream())
                                    .toList())
                            .build()));
        }
    }
}
