package dev.weft.vectorstore.milvus;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;
import dev.weft.vectorstore.VectorStores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Milvus 2.3.5 takes vectors of 2-byte numbers, but gives senseless scores before a segment is closed, and builds no graph of them. */
@UsesMilvus(MilvusKind.FULL)
final class FullFormatsTest {

    private final MilvusServer server;

    FullFormatsTest(MilvusServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(strings = {"HNSW", "FLAT"})
    void shouldRefuseToOpenWhenTheServerDoesNotReallyHandleTheWantedVectors(String index) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorStores.open("milvus:" + server.uri() + "?vectors=FLOAT16&index=" + index))
                .withMessageContaining(index)
                .withMessageContaining("vectors=FLOAT16");
    }
}
