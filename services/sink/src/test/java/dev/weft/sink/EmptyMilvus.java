package dev.weft.sink;

import dev.weft.testkit.milvus.MilvusServer;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.utility.request.DropAliasReq;
import io.milvus.v2.service.utility.request.ListAliasesReq;
import java.util.List;

/** Makes a server, which tests share, a new one for the next of them. */
final class EmptyMilvus {

    private EmptyMilvus() {}

    /** Drops all collections and what names them, because the store's own call refuses that of a collection in use. */
    static void make(MilvusServer server) {
        MilvusClientV2 client = new MilvusClientV2(
                ConnectConfig.builder().uri(server.uri().toString()).build());
        try {
            for (String name : List.copyOf(client.listCollections().getCollectionNames())) {
                client.listAliases(ListAliasesReq.builder().collectionName(name).build())
                        .getAlias()
                        .forEach(alias -> client.dropAlias(
                                DropAliasReq.builder().alias(alias).build()));
                client.dropCollection(
                        DropCollectionReq.builder().collectionName(name).build());
            }
        } finally {
            client.close();
        }
    }
}
