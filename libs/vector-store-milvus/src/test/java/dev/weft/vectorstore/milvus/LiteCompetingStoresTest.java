package dev.weft.vectorstore.milvus;

import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;

@UsesMilvus(MilvusKind.LITE)
final class LiteCompetingStoresTest extends CompetingStoresContract {

    LiteCompetingStoresTest(MilvusServer server) {
        super(server);
    }
}
