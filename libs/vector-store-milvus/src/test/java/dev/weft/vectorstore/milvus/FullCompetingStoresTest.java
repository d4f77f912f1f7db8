package dev.weft.vectorstore.milvus;

import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;

@UsesMilvus(MilvusKind.FULL)
final class FullCompetingStoresTest extends CompetingStoresContract {

    FullCompetingStoresTest(MilvusServer server) {
        super(server);
    }
}
