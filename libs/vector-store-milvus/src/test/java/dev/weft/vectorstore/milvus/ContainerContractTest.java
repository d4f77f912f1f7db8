package dev.weft.vectorstore.milvus;

import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;

@UsesMilvus(MilvusKind.CONTAINER)
final class ContainerContractTest extends MilvusStoreContract {

    ContainerContractTest(MilvusServer server) {
        super(server);
    }
}
