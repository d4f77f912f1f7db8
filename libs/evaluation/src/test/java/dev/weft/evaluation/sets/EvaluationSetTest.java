package dev.weft.evaluation.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.evaluation.retrieval.Relevance;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationSetTest {

    private static final EvaluationItem HAT = new EvaluationItem("a", "f", "c", "hat");
    private static final EvaluationItem SAME_HAT = new EvaluationItem("b", "f", "c", "hat");
    private static final EvaluationItem OTHER_CAPTION = new EvaluationItem("c", "f", "c", "cap");
    private static final EvaluationItem OTHER_FAMILY = new EvaluationItem("d", "g", "c", "hat");

    @Test
    void shouldAnswerWithThePairedItemAlone() {
        EvaluationSet set = set(List.of(OTHER_CAPTION, HAT), List.of(SAME_HAT, OTHER_FAMILY));

        assertThat(set.answers(Relevance.PAIRED_ITEM)).containsExactly(new int[] {0}, new int[] {1});
    }

    @Test
    void shouldAnswerWithTheFamilysItemsOfTheSameCaption() {
        EvaluationSet set = set(List.of(OTHER_CAPTION, HAT), List.of(SAME_HAT, OTHER_FAMILY));

        assertThat(set.answers(Relevance.SAME_CAPTION_IN_FAMILY)).containsExactly(new int[] {0}, new int[] {1, 2});
    }

    @Test
    void shouldHaveAnotherHashWhenAnythingThatCountsChanges() {
        EvaluationSet set = set(List.of(HAT), List.of(SAME_HAT));

        assertThat(set.contentHash())
                .isEqualTo(new EvaluationSet("other", EvaluationKind.IN_DOMAIN, 2, List.of(HAT), List.of(SAME_HAT))
                        .contentHash())
                .isNotEqualTo(set(List.of(HAT, SAME_HAT), List.of()).contentHash())
                .isNotEqualTo(set(List.of(HAT), List.of(OTHER_CAPTION)).contentHash())
                .isNotEqualTo(set(List.of(SAME_HAT), List.of(HAT)).contentHash())
                .isNotEqualTo(new EvaluationSet("set", EvaluationKind.HARD, 1, List.of(HAT), List.of(SAME_HAT))
                        .contentHash());
    }

    @Test
    void shouldTellTextsApartThatReadAlikeInARow() {
        EvaluationItem one = new EvaluationItem("a", "b", "c|1:d", "e");
        EvaluationItem other = new EvaluationItem("a", "b", "c", "d|1:e");

        assertThat(set(List.of(one), List.of()).contentHash())
                .isNotEqualTo(set(List.of(other), List.of()).contentHash());
    }

    @Test
    void shouldRefuseAnIdTwiceAndASetWithoutQueries() {
        assertThatThrownBy(() -> set(List.of(HAT), List.of(HAT))).hasMessageContaining("got a twice");
        assertThatThrownBy(() -> set(List.of(), List.of(HAT))).hasMessageContaining("got 0");
    }

    private static EvaluationSet set(List<EvaluationItem> queries, List<EvaluationItem> distractors) {
        return new EvaluationSet("set", EvaluationKind.IN_DOMAIN, 1, queries, distractors);
    }
}
