package dev.weft.vectorstore;

import static dev.weft.vectorstore.Items.COLLECTION;
import static dev.weft.vectorstore.Items.RELEASE;
import static dev.weft.vectorstore.Items.caption;
import static dev.weft.vectorstore.Items.delete;
import static dev.weft.vectorstore.Items.image;
import static dev.weft.vectorstore.Items.key;
import static dev.weft.vectorstore.Items.put;
import static dev.weft.vectorstore.Items.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.weft.core.AttributeValue;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Sha256;
import dev.weft.core.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Nearest neighbours, and reading single items back. */
interface SearchContract extends StoreUnderTest {

    @Test
    default void shouldRankByCosineWhenSearched() {
        apply(
                put("near", 3, image(1, 0.1f, 0, 0)),
                put("opposite", 4, image(-1, 0, 0, 0)),
                put("across", 5, image(0, 1, 0, 0)));

        List<Hit> hits = Near.to(1, 0, 0, 0).search(store());

        assertThat(hits).extracting(hit -> hit.key().id().value()).containsExactly("near", "across", "opposite");
        assertThat(hits).extracting(Hit::version).containsExactly(3L, 5L, 4L);
        assertThat(hits)
                .allSatisfy(hit -> assertThat(hit.release()).isEqualTo(RELEASE))
                .allSatisfy(hit -> assertThat(hit.part()).isEqualTo("image"));
        assertThat(hits.get(0).score()).isCloseTo(0.995037f, within(1e-5f));
        assertThat(hits.get(1).score()).isCloseTo(0f, within(1e-5f));
        assertThat(hits.get(2).score()).isCloseTo(-1f, within(1e-5f));
    }

    @Test
    default void shouldRankByKeyWhenScoresAreEqual() {
        apply(put("c", 1, image(1, 0, 0, 0)), put("a", 1, image(1, 0, 0, 0)), put("b", 1, image(1, 0, 0, 0)));

        assertThat(Near.to(1, 0, 0, 0).ids(store())).containsExactly("a", "b", "c");
    }

    @Test
    default void shouldGiveAtMostKHits() {
        apply(put("a", 1, image(1, 0, 0, 0)), put("b", 1, image(1, 1, 0, 0)), put("c", 1, image(0, 1, 0, 0)));

        assertThat(Near.to(1, 0, 0, 0).k(2).ids(store())).containsExactly("a", "b");
    }

    @Test
    default void shouldGiveAllWhenKIsLargerThanTheCollection() {
        assertThat(Near.to(1, 0, 0, 0).search(store())).isEmpty();
        apply(put("a", 1, image(1, 0, 0, 0), caption(0, 1, 0, 0)));

        assertThat(Near.to(1, 0, 0, 0).k(Integer.MAX_VALUE).search(store()))
                .extracting(Hit::part)
                .containsExactly("image", "caption");
    }

    @Test
    default void shouldSeeOnlyTheWantedModalities() {
        apply(put("a", 1, image(1, 0, 0, 0), caption(1, 0, 0, 0), row("sound", Modality.AUDIO, 1, 0, 0, 0)));

        List<Hit> hits = Near.to(1, 0, 0, 0).in(Modality.TEXT, Modality.AUDIO).search(store());

        assertThat(hits).extracting(Hit::modality).containsExactly(Modality.TEXT, Modality.AUDIO);
        assertThat(Near.to(1, 0, 0, 0).in(Modality.VIDEO).search(store())).isEmpty();
    }

    @Test
    default void shouldLeaveOutTheExcludedItem() {
        apply(put("a", 1, image(1, 0, 0, 0), caption(1, 0, 0, 0)), put("b", 1, image(0, 1, 0, 0)));

        assertThat(Near.to(1, 0, 0, 0).k(1).without(key("a")).ids(store())).containsExactly("b");
    }

    @Test
    default void shouldSeeOnlyItsOwnTenantWhateverTheFilter() {
        Map<String, AttributeValue> red = Map.of("colour", AttributeValue.of("red"));
        TenantId other = new TenantId("other");
        apply(put(key("mine"), 1, red, image(0, 1, 0, 0)));
        apply(put(new MediaKey(other, key("theirs").id()), 1, red, image(1, 0, 0, 0)));
        Filter red1 = new Filter.Eq("colour", AttributeValue.of("red"));
        Filter everything = new Filter.Or(List.of(new Filter.All(), red1, new Filter.Not(red1)));

        assertThat(Near.to(1, 0, 0, 0).ids(store())).containsExactly("mine");
        assertThat(Near.to(1, 0, 0, 0).where(everything).ids(store())).containsExactly("mine");
        assertThat(Near.to(1, 0, 0, 0).of(other).where(everything).ids(store())).containsExactly("theirs");
        assertThat(Near.to(1, 0, 0, 0).of(new TenantId("nobody")).ids(store())).isEmpty();
    }

    @Test
    default void shouldKeepTenantsApartWhenTheirItemsHaveOneId() {
        MediaKey theirs = new MediaKey(new TenantId("other"), key("shoe").id());
        apply(put("shoe", 1, image(1, 0, 0, 0)), put(theirs, 2, Map.of(), image(0, 1, 0, 0)));

        apply(delete("shoe", 3));

        assertThat(store().get(COLLECTION, List.of(key("shoe"), theirs))).containsOnlyKeys(theirs);
    }

    @Test
    default void shouldRefuseWhenAQueryHasAnotherDimension() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Near.to(1, 0).search(store()))
                .withMessageContaining("dimension 4, got 2");
    }

    @Test
    default void shouldAnswerABatchAsOneByOne() {
        Random random = new Random(11);
        List<Mutation> mutations = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            mutations.add(put("item-" + i, 1, image(gaussian(random)), caption(gaussian(random))));
        }
        store().apply(COLLECTION, mutations);
        List<VectorQuery> queries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            queries.add(Near.to(gaussian(random)).k(1 + i).query());
        }

        List<List<Hit>> together = store().search(COLLECTION, queries);

        List<List<Hit>> alone = queries.stream()
                .map(query -> store().search(COLLECTION, List.of(query)).getFirst())
                .toList();
        // The last bits of a score may differ: a store may compute many at once in another order than a few.
        assertThat(together)
                .usingRecursiveComparison()
                .withEqualsForType((one, other) -> Math.abs(one - other) < 1e-6f, Float.class)
                .isEqualTo(alone);
        assertThat(together).hasSize(20);
        assertThat(together)
                .allSatisfy(hits -> assertThat(hits)
                        .extracting(hit -> hit.key() + "#" + hit.part())
                        .doesNotHaveDuplicates());
        assertThat(store().search(COLLECTION, List.of())).isEmpty();
    }

    @Test
    default void shouldGiveBackEveryBitOfAVector() {
        Random random = new Random(12);
        Embedding vector = Embedding.normalized(gaussian(random));
        VectorRow exact = new VectorRow("image", Modality.IMAGE, Sha256.ofText("x"), vector);
        apply(put("before", 1, image(1, 0, 0, 0)), put("shoe", 1, exact), put("after", 1, image(1, 0, 0, 0)));

        StoredMedia media = store().get(COLLECTION, List.of(key("shoe")))
                .values()
                .iterator()
                .next();

        assertThat(media.rows().getFirst().vector().toArray()).isEqualTo(vector.toArray());
    }

    private static float[] gaussian(Random random) {
        float[] values = new float[4];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
