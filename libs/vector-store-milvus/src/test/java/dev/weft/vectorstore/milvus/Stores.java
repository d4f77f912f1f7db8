package dev.weft.vectorstore.milvus;

import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.vectorstore.CollectionSchema;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.collection.request.GetLoadStateReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import io.milvus.v2.service.utility.request.DropAliasReq;
import io.milvus.v2.service.utility.request.ListAliasesReq;
import io.milvus.v2.service.vector.request.DeleteReq;
import io.milvus.v2.service.vector.request.QueryReq;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Opens stores on a test's server without trying out again what the server does. */
final class Stores {

    private static final System.Logger LOG = System.getLogger(Stores.class.getName());
    private static final Map<URI, Capabilities> TRIED = new ConcurrentHashMap<>();

    private Stores() {}

    static MilvusVectorStore open(MilvusServer server) {
        return open(server, Clock.systemUTC(), "");
    }

    /** @param options of the store's URI */
    static MilvusVectorStore open(MilvusServer server, Clock clock, String options) {
        MilvusSettings settings = MilvusSettings.parse(server.uri() + "?" + options);
        Capabilities capabilities = TRIED.computeIfAbsent(server.uri(), uri -> {
            try (MilvusVectorStore store = MilvusVectorStore.open(settings)) {
                // By the platform's logger, which prints without any logging library.
                LOG.log(
                        System.Logger.Level.INFO,
                        "the vector store runs on " + server.kind().title() + ": "
                                + store.capabilities().describe(settings));
                return store.capabilities();
            }
        });
        return MilvusVectorStore.open(settings, capabilities, clock);
    }

    /** Removes everything, but keeps the contract suite's collection, empty: to load a new one takes seconds on the full server. */
    static void clear(MilvusServer server, CollectionSchema kept) {
        MilvusClientV2 client = new MilvusClientV2(
                ConnectConfig.builder().uri(server.uri().toString()).build());
        try {
            for (String name : List.copyOf(client.listCollections().getCollectionNames())) {
                ListAliasesReq aliases =
                        ListAliasesReq.builder().collectionName(name).build();
                client.listAliases(aliases)
                        .getAlias()
                        .forEach(alias -> client.dropAlias(
                                DropAliasReq.builder().alias(alias).build()));
                if (!name.equals(kept.name())) {
                    client.dropCollection(
                            DropCollectionReq.builder().collectionName(name).build());
                }
            }
            if (client.hasCollection(
                    HasCollectionReq.builder().collectionName(kept.name()).build())) {
                empty(client, kept);
            }
        } finally {
            client.close();
        }
    }

    private static void empty(MilvusClientV2 client, CollectionSchema kept) {
        CollectionInfo info = CollectionInfo.of(
                kept.name(),
                client.describeCollection(DescribeCollectionReq.builder()
                        .collectionName(kept.name())
                        .build()));
        boolean loaded = client.getLoadState(
                GetLoadStateReq.builder().collectionName(kept.name()).build());
        if (!loaded || !info.schema().equals(kept)) {
            client.dropCollection(
                    DropCollectionReq.builder().collectionName(kept.name()).build());
            return;
        }
        client.delete(DeleteReq.builder()
                .collectionName(kept.name())
                .filter(Fields.KEY + " != \"\"")
                .build());
        client.query(QueryReq.builder()
                .collectionName(kept.name())
                .filter(Fields.KEY + " != \"\"")
                .limit(1)
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build());
    }
}
