package dev.weft.vectorstore.milvus;

import static dev.weft.vectorstore.Items.COLLECTION;
import static dev.weft.vectorstore.Items.SCHEMA;
import static dev.weft.vectorstore.Items.image;
import static dev.weft.vectorstore.Items.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStoreException;
import dev.weft.vectorstore.VectorStores;
import io.milvus.v2.service.database.request.CreateDatabaseReq;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, passwords and databases, on a server that asks for them. */
@UsesMilvus(MilvusKind.FULL)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FullAccessTest {

    private static final String ROOT = "user=root&password=Milvus";

    private final MilvusServer server = MilvusServer.full().withAuthorization().start();

    @BeforeAll
    void createDatabase() {
        try (MilvusConnection root = MilvusConnection.open(MilvusSettings.parse(server.uri() + "?" + ROOT))) {
            root.run(
                    "create a database",
                    client -> client.createDatabase(
                            CreateDatabaseReq.builder().databaseName("media").build()));
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void shouldKeepToItsDatabaseWhenItIsGivenOne() {
        try (VectorStore media = VectorStores.open("milvus:" + server.uri() + "/media?" + ROOT);
                VectorStore usual = VectorStores.open("milvus:" + server.uri() + "?token=root:Milvus")) {
            media.createCollection(SCHEMA);
            media.apply(COLLECTION, List.of(put("shoe", 1, image(1, 0, 0, 0))));
            media.setAlias("catalog", COLLECTION);

            assertThat(media.count("catalog")).isEqualTo(1);
            assertThat(usual.collections()).isEmpty();
            assertThat(usual.resolve("catalog")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?user=root&password=wr0ng", "?token=wr0ng", "/nowhere?" + ROOT, ""})
    void shouldSayWhereItWasRefusedAndKeepTheSecretWhenAccessIsDenied(String access) {
        assertThatExceptionOfType(VectorStoreException.class)
                .isThrownBy(() -> VectorStores.open("milvus:" + server.uri() + access))
                .withMessageContaining(server.uri().getAuthority())
                .satisfies(thrown -> assertThat(thrown).hasMessageNotContaining("wr0ng"));
    }
}
