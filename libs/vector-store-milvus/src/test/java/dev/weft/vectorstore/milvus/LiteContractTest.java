package dev.weft.vectorstore.milvus;

import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;

@UsesMilvus(MilvusKind.LITE)
final class LiteContractTest extends MilvusStoreContract {

    LiteContractTest(MilvusServer server) {
        super(server);
    }
}
