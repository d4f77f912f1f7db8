package dev.weft.evaluation.sets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Split;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationSetBuilderTest {

    private static final List<CatalogItem> CATALOG = IntStream.range(0, 2000)
            .mapToObj(i -> item("item-" + i, "family-" + i / 2, "caption " + i % 900, i))
            .toList();

    @Test
    void shouldAskForFamiliesOfTheGateAndSearchEverything() {
        EvaluationSet set =
                EvaluationSetBuilder.bySplit(CATALOG, 1).inDomain("held-out").orElseThrow();

        assertThat(set.families()).isNotEmpty().allMatch(family -> Split.of(family) == Split.GATE);
        assertThat(set.distractors()).noneMatch(item -> Split.of(item.family()) == Split.GATE);
        assertThat(set.poolSize()).isEqualTo(2000);
    }

    @Test
    void shouldFreezeTheSameSetWhenTheCatalogComesInAnotherOrder() {
        assertThat(EvaluationSetBuilder.bySplit(CATALOG.reversed(), 1).inDomain("held-out"))
                .isEqualTo(EvaluationSetBuilder.bySplit(CATALOG, 1).inDomain("held-out"));
    }

    @Test
    void shouldTakeTheNewestOfTheHeldOut() {
        Set<String> heldOut = Set.of("family-3", "family-5", "family-999");

        EvaluationSet set = EvaluationSetBuilder.byFamilies(CATALOG, heldOut, 1)
                .newest("newest", 3)
                .orElseThrow();

        assertThat(set.queries())
                .extracting(EvaluationItem::id)
                .containsExactlyInAnyOrder("item-1999", "item-1998", "item-11");
    }

    @Test
    void shouldLeaveOutCaptionsThatTrainingHasSeen() {
        List<CatalogItem> catalog = List.of(
                item("a", "trained", "Red  hat", 0),
                item("b", "held", "red hat ", 1),
                item("c", "held", "blue hat", 2));

        EvaluationSet set = EvaluationSetBuilder.byFamilies(catalog, Set.of("held"), 1)
                .unseen("unseen")
                .orElseThrow();

        assertThat(set.queries()).extracting(EvaluationItem::id).containsExactly("c");
        assertThat(set.poolSize()).isEqualTo(3);
    }

    @Test
    void shouldNeverAskForAnItemOfTrainingWhenIdsAreGiven() {
        EvaluationSetBuilder builder = EvaluationSetBuilder.byFamilies(CATALOG, Set.of("family-1"), 1);
        Set<String> ids = Set.of("item-2", "item-900");

        assertThat(builder.hard("hard", ids).orElseThrow().queries())
                .extracting(EvaluationItem::id)
                .containsExactly("item-2");
        assertThat(builder.moderation("moderation", ids).orElseThrow().queries())
                .hasSize(1);
        assertThat(builder.hard("hard", Set.of("item-900"))).isEmpty();
    }

    private static CatalogItem item(String id, String family, String caption, int second) {
        return new CatalogItem(new EvaluationItem(id, family, "", caption), Instant.ofEpochSecond(second));
    }
}
