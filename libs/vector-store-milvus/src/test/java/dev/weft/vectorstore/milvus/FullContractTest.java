package dev.weft.vectorstore.milvus;

import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;

@UsesMilvus(MilvusKind.FULL)
final class FullContractTest extends MilvusStoreContract {

    FullContractTest(MilvusServer server) {
        super(server);
    }
}
