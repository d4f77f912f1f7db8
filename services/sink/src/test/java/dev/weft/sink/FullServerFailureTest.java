package dev.weft.sink;

import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;

@UsesMilvus(MilvusKind.FULL)
class FullServerFailureTest extends ServerFailureContract {

    FullServerFailureTest(MilvusServer server) {
        super(server, 4);
    }
}
