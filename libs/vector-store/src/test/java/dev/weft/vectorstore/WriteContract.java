package dev.weft.vectorstore;

import static dev.weft.vectorstore.Items.COLLECTION;
import static dev.weft.vectorstore.Items.caption;
import static dev.weft.vectorstore.Items.delete;
import static dev.weft.vectorstore.Items.image;
import static dev.weft.vectorstore.Items.key;
import static dev.weft.vectorstore.Items.put;
import static dev.weft.vectorstore.Items.row;
import static dev.weft.vectorstore.Items.stored;
import static dev.weft.vectorstore.WriteOutcome.APPLIED;
import static dev.weft.vectorstore.WriteOutcome.STALE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.core.AttributeValue;
import dev.weft.core.Modality;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Versions, deletions, and what a batch is. */
interface WriteContract extends StoreUnderTest {

    @Test
    default void shouldGiveBackTheWholeItemWhenItWasPut() {
        Mutation.Put put = put(
                key("shoe"),
                7,
                Map.of(
                        "colour", AttributeValue.of("röd \uD83D\uDC5F"),
                        "price", AttributeValue.of(-0.0),
                        "sale", AttributeValue.of(true),
                        "tags", AttributeValue.of(List.of("a", "b", "a")),
                        "none", AttributeValue.of(List.of())),
                image(1, 2, 3, 4),
                caption(-4, 3, -2, 1),
                row("frame-1", Modality.VIDEO, 0, 0, 0, 1));

        List<WriteOutcome> outcomes = apply(put);

        assertThat(outcomes).containsExactly(APPLIED);
        assertThat(store().get(COLLECTION, List.of(key("absent"), key("shoe"))))
                .containsExactly(Map.entry(key("shoe"), stored(put)));
        assertThat(store().count(COLLECTION)).isEqualTo(3);
    }

    @Test
    default void shouldReplaceWhenTheVersionIsNewer() {
        Mutation.Put newer = put("shoe", 2, image(0, 1, 0, 0));
        apply(put("shoe", 1, image(1, 0, 0, 0)));

        assertThat(apply(newer)).containsExactly(APPLIED);

        assertThat(store().get(COLLECTION, List.of(key("shoe")))).containsValue(stored(newer));
        assertThat(store().count(COLLECTION)).isEqualTo(1);
    }

    @Test
    default void shouldReplaceWhenTheVersionIsEqual() {
        Mutation.Put again = put("shoe", 1, image(0, 1, 0, 0));
        apply(put("shoe", 1, image(1, 0, 0, 0)));

        assertThat(apply(again)).containsExactly(APPLIED);

        assertThat(store().get(COLLECTION, List.of(key("shoe")))).containsValue(stored(again));
        assertThat(store().count(COLLECTION)).isEqualTo(1);
    }

    @Test
    default void shouldRefuseAsStaleWhenTheVersionIsOlder() {
        Mutation.Put newer = put("shoe", 2, image(0, 1, 0, 0));
        apply(newer);

        assertThat(apply(put("shoe", 1, image(1, 0, 0, 0)), delete("shoe", 1))).containsExactly(STALE, STALE);

        assertThat(store().get(COLLECTION, List.of(key("shoe")))).containsValue(stored(newer));
    }

    @Test
    default void shouldDropOldRowsWhenANewVersionHasFewerParts() {
        apply(put("shoe", 1, image(1, 0, 0, 0), caption(0, 1, 0, 0)));

        apply(put("shoe", 2, caption(0, 0, 1, 0)));

        assertThat(store().count(COLLECTION)).isEqualTo(1);
        assertThat(Near.to(1, 0, 0, 0).search(store())).extracting(Hit::part).containsExactly("caption");
    }

    @Test
    default void shouldForgetTheRowsAndRememberTheVersionWhenDeleted() {
        apply(put("shoe", 1, image(1, 0, 0, 0), caption(0, 1, 0, 0)));

        assertThat(apply(delete("shoe", 1))).containsExactly(APPLIED);

        assertThat(store().get(COLLECTION, List.of(key("shoe")))).isEmpty();
        assertThat(Near.to(1, 0, 0, 0).search(store())).isEmpty();
        assertThat(store().count(COLLECTION)).isZero();
        assertThat(store().scan(COLLECTION, Optional.empty(), 10))
                .containsExactly(new StoredVersion(key("shoe"), 1, true));
    }

    @Test
    default void shouldStayDeletedWhenALatePutArrives() {
        apply(delete("shoe", 5));

        assertThat(apply(put("shoe", 4, image(1, 0, 0, 0)), put("shoe", 5, image(1, 0, 0, 0)), delete("shoe", 5)))
                .containsExactly(STALE, STALE, STALE);

        assertThat(store().count(COLLECTION)).isZero();
    }

    @Test
    default void shouldLiveAgainWhenANewerVersionIsPutAfterADeletion() {
        Mutation.Put newer = put("shoe", 6, image(1, 0, 0, 0));
        apply(delete("shoe", 5));

        assertThat(apply(newer)).containsExactly(APPLIED);

        assertThat(store().get(COLLECTION, List.of(key("shoe")))).containsValue(stored(newer));
        assertThat(store().scan(COLLECTION, Optional.empty(), 10))
                .containsExactly(new StoredVersion(key("shoe"), 6, false));
    }

    @Test
    default void shouldEndWithTheNewestWhenABatchHasSeveralVersionsOfAnItem() {
        Mutation.Put newest = put("shoe", 4, image(0, 0, 0, 1));

        List<WriteOutcome> outcomes = apply(
                put("shoe", 2, image(1, 0, 0, 0)),
                put("hat", 1, image(0, 1, 0, 0)),
                put("shoe", 1, image(0, 1, 0, 0)),
                delete("shoe", 3),
                put("shoe", 3, image(0, 0, 1, 0)),
                newest,
                delete("hat", 2));

        assertThat(outcomes).containsExactly(APPLIED, APPLIED, STALE, APPLIED, STALE, APPLIED, APPLIED);
        assertThat(store().get(COLLECTION, List.of(key("shoe"), key("hat"))))
                .containsExactly(Map.entry(key("shoe"), stored(newest)));
        assertThat(store().count(COLLECTION)).isEqualTo(1);
    }

    @Test
    default void shouldApplyNothingWhenAVectorOfTheBatchHasAnotherDimension() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> apply(put("shoe", 1, image(1, 0, 0, 0)), put("hat", 1, image(1, 0, 0))))
                .withMessageContaining("dimension 4, got 3")
                .withMessageContaining("default/hat#image");
        assertThat(store().scan(COLLECTION, Optional.empty(), 10)).isEmpty();
    }

    @Test
    default void shouldDoNothingWhenABatchIsEmpty() {
        assertThat(apply()).isEmpty();
    }

    @Test
    default void shouldKeepItsVectorsWhenACallerChangesWhatItGotBack() {
        Mutation.Put put = put("shoe", 1, image(1, 0, 0, 0));
        apply(put);
        float[] handedOut = vector();

        handedOut[0] = 42;

        assertThat(vector()).containsExactly(1, 0, 0, 0);
        assertThat(Near.to(1, 0, 0, 0).search(store()).getFirst().score()).isEqualTo(1f);
    }

    private float[] vector() {
        return store().get(COLLECTION, List.of(key("shoe")))
                .values()
                .iterator()
                .next()
                .rows()
                .getFirst()
                .vector()
                .toArray();
    }
}
