package dev.weft.vectorstore.milvus;

import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.vectorstore.DurableVectorStoreContract;
import dev.weft.vectorstore.Items;
import dev.weft.vectorstore.VectorStore;

/** The contract of every store, on a real server. */
abstract class MilvusStoreContract extends DurableVectorStoreContract {

    private final MilvusServer server;

    MilvusStoreContract(MilvusServer server) {
        this.server = server;
    }

    @Override
    protected VectorStore open() {
        Stores.clear(server, Items.SCHEMA);
        return reopen();
    }

    @Override
    protected VectorStore reopen() {
        return Stores.open(server);
    }
}
