package dev.weft.vectorstore.milvus;

import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.vectorstore.Items;
import dev.weft.vectorstore.Mutation;
import java.time.Clock;
import java.util.List;

/** A writer that dies after its rows were written and before it looks at what it did. */
final class Zombie {

    private Zombie() {}

    static void write(MilvusServer server, List<Mutation> mutations) {
        RowWriter rows = new RowWriter(Items.SCHEMA.dimension(), VectorFormat.FLOAT, Clock.systemUTC());
        try (MilvusConnection connection =
                MilvusConnection.open(MilvusSettings.parse(server.uri().toString()))) {
            connection.upsert(
                    "write as a zombie",
                    Items.COLLECTION,
                    mutations.stream()
                            .flatMap(mutation -> rows.rows(mutation).make().get().stream())
                            .toList(),
                    VectorFormat.FLOAT);
        }
    }
}
