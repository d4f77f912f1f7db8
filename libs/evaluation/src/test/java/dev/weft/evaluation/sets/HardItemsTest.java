package dev.weft.evaluation.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Embedding;
import dev.weft.evaluation.retrieval.ExactSearch;
import dev.weft.evaluation.retrieval.VectorMatrix;
import dev.weft.testkit.UnitVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HardItemsTest {

    private static final int DIMENSION = 16;
    private static final int EACH = 8;

    private final UnitVectors random = new UnitVectors(DIMENSION, 1);
    private final List<EvaluationItem> items = new ArrayList<>();
    private final List<Embedding> media = new ArrayList<>();
    private final List<Embedding> texts = new ArrayList<>();

    @Test
    void shouldFindWhatLooksAlikeAndReadsDifferentlyAndTheOtherWayRound() throws Exception {
        // given a catalog whose texts say what its pictures show
        for (int i = 0; i < 300; i++) {
            Embedding meaning = random.next();
            add("plain-" + i, "plain-" + i, meaning, meaning);
        }
        group("looks", "", random.next(), null);
        group("reads", "", null, random.next());
        group("same", "", random.next(), random.next());
        Embedding product = random.next();
        group("variant", "one-family", product, product);

        // when
        Set<String> hard = find(5);

        // then
        assertThat(hard)
                .filteredOn(id -> !id.startsWith("plain-"))
                .hasSize(2 * EACH)
                .allMatch(id -> id.startsWith("looks-") || id.startsWith("reads-"));
        assertThat(hard)
                .as("what lies beside such a group is hard as well, the rest is not")
                .hasSizeLessThan(60);
    }

    @Test
    void shouldAskOnlyForTheFamiliesThatItIsToldButCompareThemWithAll() throws Exception {
        for (int i = 0; i < 300; i++) {
            Embedding meaning = random.next();
            add("plain-" + i, "plain-" + i, meaning, meaning);
        }
        group("looks", "", random.next(), null);

        Set<String> hard = items().find(family -> family.equals("looks-2"), 5, new ExactSearch(1));

        assertThat(hard).containsExactly("looks-2");
    }

    @Test
    void shouldFindNothingWhereThereIsTooLittleToSayWhatIsAlike() throws Exception {
        group("looks", "", random.next(), null);

        assertThat(find(1)).isEmpty();
    }

    @Test
    void shouldRefuseVectorsOfOtherItems() {
        group("looks", "", random.next(), null);
        VectorMatrix one = VectorMatrix.of(List.of(random.next()));

        assertThatThrownBy(() -> new HardItems(items, one, one)).hasMessageContaining("each of the 8 items");
    }

    /** Items of a picture or a text that they share; where none is given, each has one that is like no other's. */
    private void group(String name, String family, @Nullable Embedding picture, @Nullable Embedding text) {
        for (int i = 0; i < EACH; i++) {
            String id = name + "-" + i;
            add(id, family.isEmpty() ? id : family, picture == null ? axis(i) : picture, text == null ? axis(i) : text);
        }
    }

    private static Embedding axis(int i) {
        float[] values = new float[DIMENSION];
        values[i] = 1;
        return Embedding.wrap(values);
    }

    private void add(String id, String family, Embedding picture, Embedding text) {
        items.add(new EvaluationItem(id, family, "", "caption of " + id));
        media.add(picture);
        texts.add(text);
    }

    private Set<String> find(int confusing) throws InterruptedException {
        return items().find(family -> true, confusing, new ExactSearch(1));
    }

    private HardItems items() {
        return new HardItems(items, VectorMatrix.of(media), VectorMatrix.of(texts));
    }
}
