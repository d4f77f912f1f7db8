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
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@UsesMilvus(MilvusKind.LITE)
final class LiteTlsTest {

    private final TlsFront front;

    LiteTlsTest(MilvusServer server, @TempDir Path folder) throws Exception {
        Stores.clear(server, SCHEMA);
        this.front = TlsFront.of(server.uri(), folder);
    }

    @AfterEach
    void stop() throws Exception {
        front.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&server_name=milvus.example"})
    void shouldSpeakTlsWhenTheCertificateIsTrustedAndNamesTheServer(String options) {
        try (VectorStore store = VectorStores.open("milvus:" + front.uri() + "?ca=" + front.certificate() + options)) {
            store.createCollection(SCHEMA);
            store.apply(COLLECTION, List.of(put("shoe", 1, image(1, 0, 0, 0))));

            assertThat(store.count(COLLECTION)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&ca=CERTIFICATE&server_name=other.example"})
    void shouldNotConnectWhenTheCertificateIsNotTrustedOrNamesAnother(String options) {
        String trusted = options.replace("CERTIFICATE", front.certificate().toString());

        assertThatExceptionOfType(VectorStoreException.class)
                .isThrownBy(() -> VectorStores.open("milvus:" + front.uri() + "?connect_timeout=PT3S" + trusted))
                .withMessageContaining(front.uri());
    }
}
