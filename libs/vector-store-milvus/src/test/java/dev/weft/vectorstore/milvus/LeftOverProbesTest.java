package dev.weft.vectorstore.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;
import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a process leaves on the server that dies while it finds out what the server does. */
@UsesMilvus(MilvusKind.LITE)
class LeftOverProbesTest {

    private final MilvusServer server;
    private final MilvusClientV2 client;

    LeftOverProbesTest(MilvusServer server) {
        this.server = server;
        this.client = new MilvusClientV2(
                ConnectConfig.builder().uri(server.uri().toString()).build());
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void shouldRemoveOldOnesAndKeepThoseOfProcessesAtWork() {
        // given
        String dead = ScratchName.of(Instant.now().minus(ScratchName.LONGER_THAN_A_PROBE.plusMinutes(1)));
        String atWork = ScratchName.of(Instant.now());
        create(dead);
        create(atWork);

        // when
        MilvusVectorStore.open(MilvusSettings.parse(server.uri().toString())).close();

        // then
        assertThat(collections()).contains(atWork).doesNotContain(dead);
        client.dropCollection(DropCollectionReq.builder().collectionName(atWork).build());
    }

    private void create(String name) {
        client.createCollection(CreateCollectionReq.builder()
                .collectionName(name)
                .collectionSchema(CollectionLayout.schema(8, VectorFormat.FLOAT, false))
                .build());
    }

    private List<String> collections() {
        return client.listCollections().getCollectionNames();
    }
}
