package dev.weft.vectorstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.weft.core.ReleaseId;
import org.junit.jupiter.api.Test;

final class VectorStoresTest {

    private static final CollectionSchema SCHEMA = new CollectionSchema(ReleaseId.parse("catalog@1"), 3);

    @Test
    void shouldShareOneStoreWhenALocationIsOpenedTwice() {
        try (VectorStore one = VectorStores.open("memory:shared");
                VectorStore other = VectorStores.open("memory:shared")) {
            one.createCollection(SCHEMA);

            assertThat(other.collections()).containsExactly("catalog__r1");
        }
    }

    @Test
    void shouldKeepStoresApartWhenTheirLocationsDiffer() {
        try (VectorStore one = VectorStores.open("memory:one");
                VectorStore other = VectorStores.open("memory:other")) {
            one.createCollection(SCHEMA);

            assertThat(other.collections()).isEmpty();
        }
    }

    @Test
    void shouldStayOpenForTheOthersWhenOneUserCloses() {
        VectorStore leaver = VectorStores.open("memory:left");
        try (VectorStore stayer = VectorStores.open("memory:left")) {
            stayer.createCollection(SCHEMA);

            leaver.close();
            leaver.close();

            assertThat(stayer.collections()).containsExactly("catalog__r1");
            try (VectorStore late = VectorStores.open("memory:left")) {
                assertThat(late.collections()).containsExactly("catalog__r1");
            }
        }
    }

    @Test
    void shouldReallyCloseWhenTheLastUserCloses() {
        try (VectorStore first = VectorStores.open("memory:gone")) {
            first.createCollection(SCHEMA);
        }

        try (VectorStore second = VectorStores.open("memory:gone")) {
            assertThat(second.collections()).isEmpty();
        }
    }

    @Test
    void shouldRefuseToWorkWhenTheHandleIsClosed() {
        VectorStore store = VectorStores.open("memory:closed");

        store.close();

        assertThatIllegalStateException().isThrownBy(store::collections).withMessageContaining("is closed");
    }

    @Test
    void shouldNameTheKnownSchemesWhenTheSchemeIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorStores.open("faiss:here"))
                .withMessageContaining("memory")
                .withMessageEndingWith("got 'faiss:here'");
    }

    @Test
    void shouldSayWhatAUriLooksLikeWhenThereIsNoScheme() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorStores.open("data/index"))
                .withMessageContaining("scheme:location")
                .withMessageEndingWith("got 'data/index'");
    }

    @Test
    void shouldNotRepeatOptionsWhenTheSchemeIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorStores.open("faiss:here?token=secret"))
                .withMessageEndingWith("got 'faiss:here?…'");
    }
}
