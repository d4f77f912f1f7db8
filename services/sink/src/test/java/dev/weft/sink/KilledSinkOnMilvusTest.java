package dev.weft.sink;

import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;

@UsesMilvus(MilvusKind.FULL)
class KilledSinkOnMilvusTest extends KilledSinkContract {

    private final String uri;

    KilledSinkOnMilvusTest(MilvusServer server) {
        EmptyMilvus.make(server);
        uri = "milvus:" + server.uri() + "?deadline=PT4S";
    }

    @Override
    String uri() {
        return uri;
    }
}
