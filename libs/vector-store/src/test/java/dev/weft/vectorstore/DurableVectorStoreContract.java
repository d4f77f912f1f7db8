package dev.weft.vectorstore;

import static dev.weft.vectorstore.Items.COLLECTION;
import static dev.weft.vectorstore.Items.caption;
import static dev.weft.vectorstore.Items.delete;
import static dev.weft.vectorstore.Items.image;
import static dev.weft.vectorstore.Items.key;
import static dev.weft.vectorstore.Items.put;
import static dev.weft.vectorstore.Items.stored;
import static dev.weft.vectorstore.WriteOutcome.APPLIED;
import static dev.weft.vectorstore.WriteOutcome.STALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.core.AttributeValue;
import dev.weft.core.ReleaseId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a store must still know after it was closed and opened again. */
public abstract class DurableVectorStoreContract extends VectorStoreContract {

    /** Opens the store that was closed again, with its data. */
    protected abstract VectorStore reopen();

    @Test
    void shouldKeepItemsWhenReopened() {
        Mutation.Put put =
                put(key("shoe"), 3, Map.of("colour", AttributeValue.of("red")), image(1, 2, 3, 4), caption(4, 3, 2, 1));
        apply(put);

        closeAndReopen();

        assertThat(store().get(COLLECTION, List.of(key("shoe")))).containsValue(stored(put));
        assertThat(store().attributes(COLLECTION)).containsExactly(Map.entry("colour", AttributeType.TEXT));
        assertThat(Near.to(1, 2, 3, 4).ids(store())).containsExactly("shoe", "shoe");
    }

    @Test
    void shouldKeepVersionsAndDeletionsWhenReopened() {
        apply(put("shoe", 3, image(1, 0, 0, 0)), put("hat", 1, image(1, 0, 0, 0)), delete("hat", 4));

        closeAndReopen();

        assertThat(apply(put("shoe", 2, image(0, 1, 0, 0)), put("hat", 4, image(0, 1, 0, 0))))
                .containsExactly(STALE, STALE);
        assertThat(store().scan(COLLECTION, Optional.empty(), 10))
                .containsExactly(new StoredVersion(key("hat"), 4, true), new StoredVersion(key("shoe"), 3, false));
        assertThat(apply(put("hat", 5, image(0, 1, 0, 0)))).containsExactly(APPLIED);
    }

    @Test
    void shouldKeepCollectionsAndAliasesWhenReopened() {
        CollectionSchema next = new CollectionSchema(ReleaseId.parse("catalog@2"), 3);
        CollectionSchema gone = new CollectionSchema(ReleaseId.parse("catalog@3"), 3);
        store().createCollection(next);
        store().createCollection(gone);
        store().dropCollection(gone.name());
        store().setAlias("catalog", COLLECTION);
        store().setAlias("catalog", next.name());

        closeAndReopen();

        assertThat(store().collections()).containsExactly(COLLECTION, next.name());
        assertThat(store().resolve("catalog")).contains(next.name());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().createCollection(new CollectionSchema(next.release(), 4)))
                .withMessageEndingWith("exists with dimension 3, got 4");
    }

    private void closeAndReopen() {
        store().close();
        replaceStore(reopen());
    }
}
