package dev.weft.sink;

import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;
import org.junit.jupiter.api.Tag;

/** With one writer: what two write at once, milvus-lite may lose when it is killed, see docs/sink.md. */
@UsesMilvus(MilvusKind.LITE)
@Tag("soak")
class LiteServerFailureTest extends ServerFailureContract {

    LiteServerFailureTest(MilvusServer server) {
        super(server, 1);
    }
}
