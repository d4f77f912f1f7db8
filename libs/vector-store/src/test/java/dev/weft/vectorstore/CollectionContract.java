package dev.weft.vectorstore;

import static dev.weft.vectorstore.Items.COLLECTION;
import static dev.weft.vectorstore.Items.SCHEMA;
import static dev.weft.vectorstore.Items.image;
import static dev.weft.vectorstore.Items.key;
import static dev.weft.vectorstore.Items.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.weft.core.ReleaseId;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Collections and their names. */
interface CollectionContract extends StoreUnderTest {

    @Test
    default void shouldChangeNothingWhenACollectionIsCreatedAgain() {
        apply(put("shoe", 1, image(1, 0, 0, 0)));

        store().createCollection(SCHEMA);

        assertThat(store().count(COLLECTION)).isEqualTo(1);
        assertThat(store().collections()).containsExactly(COLLECTION);
    }

    @Test
    default void shouldRefuseWhenACollectionIsCreatedAgainWithAnotherDimension() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().createCollection(new CollectionSchema(SCHEMA.release(), 5)))
                .withMessageContaining(COLLECTION)
                .withMessageEndingWith("exists with dimension 4, got 5");
    }

    @Test
    default void shouldCountRowsAndRememberedDeletionsWhenAskedForStatistics() {
        apply(put("shoe", 1, image(1, 0, 0, 0)), put("hat", 1, image(0, 1, 0, 0)), new Mutation.Delete(key("hat"), 2));

        CollectionStatistics statistics = store().statistics(COLLECTION);

        assertThat(statistics.schema()).isEqualTo(SCHEMA);
        assertThat(statistics.rows()).isEqualTo(1);
        assertThat(statistics.tombstones()).isEqualTo(1);
    }

    @Test
    default void shouldBeWellAndSayWhatItIsWhenAskedForItsHealth() {
        StoreHealth health = store().health();

        assertThat(health.problem()).isEmpty();
        assertThat(health.capabilities()).containsKeys("store", "durable");
    }

    @Test
    default void shouldKeepCollectionsApart() {
        CollectionSchema second = new CollectionSchema(ReleaseId.parse("catalog@2"), 3);
        store().createCollection(second);

        apply(put("shoe", 1, image(1, 0, 0, 0)));

        assertThat(store().collections()).containsExactly(COLLECTION, second.name());
        assertThat(store().count(COLLECTION)).isEqualTo(1);
        assertThat(store().count(second.name())).isZero();
    }

    @Test
    default void shouldStartEmptyWhenADroppedCollectionIsCreatedAgain() {
        apply(put("shoe", 1, image(1, 0, 0, 0)));

        store().dropCollection(COLLECTION);
        store().dropCollection(COLLECTION);

        assertThat(store().collections()).isEmpty();
        store().createCollection(new CollectionSchema(SCHEMA.release(), 5));
        assertThat(store().count(COLLECTION)).isZero();
        assertThat(store().scan(COLLECTION, Optional.empty(), 10)).isEmpty();
    }

    @Test
    default void shouldRefuseToDropWhenAnAliasNamesTheCollection() {
        store().setAlias("catalog", COLLECTION);

        assertThatIllegalStateException()
                .isThrownBy(() -> store().dropCollection(COLLECTION))
                .withMessageContaining("alias catalog");
        assertThat(store().resolve("catalog")).contains(COLLECTION);
    }

    @Test
    default void shouldNameTheCollectionWhenItIsUnknown() {
        assertUnknown(() -> store().apply("nowhere", List.of(put("shoe", 1, image(1, 0, 0, 0)))));
        assertUnknown(
                () -> store().search("nowhere", List.of(Near.to(1, 0, 0, 0).query())));
        assertUnknown(() -> store().get("nowhere", List.of(key("shoe"))));
        assertUnknown(() -> store().scan("nowhere", Optional.empty(), 1));
        assertUnknown(() -> store().count("nowhere"));
        assertUnknown(() -> store().attributes("nowhere"));
        assertUnknown(() -> store().setAlias("catalog", "nowhere"));
        assertThat(store().resolve("nowhere")).isEmpty();
    }

    private static void assertUnknown(ThrowingCallable call) {
        assertThatExceptionOfType(UnknownCollectionException.class)
                .isThrownBy(call)
                .withMessageContaining("'nowhere'");
    }
}
