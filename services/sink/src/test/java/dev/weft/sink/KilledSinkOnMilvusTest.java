package dev.weft.sink;

import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;
import org.junit.jupiter.api.Tag;

@UsesMilvus(MilvusKind.FULL)
@Tag("soak")
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
