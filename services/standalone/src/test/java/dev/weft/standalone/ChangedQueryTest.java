package dev.weft.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.standalone.HeldOutQueries.Answer;
import dev.weft.standalone.HeldOutQueries.Query;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangedQueryTest {

    @Test
    void shouldShowTheThreeThatRoseMostAndTheOneThatFellMost() {
        // given
        List<Answer> before =
                List.of(at("a", 90), at("b", 5), at("c", 1), at("d", 0), at("e", 2), at("f", 1), at("g", 3));
        List<Answer> after =
                List.of(at("a", 60), at("b", 1), at("c", 4), at("d", 1), at("e", 1), at("f", 2), at("g", 3));

        // when
        List<ChangedQuery> shown = ChangedQuery.most(before, after);

        // then
        assertThat(shown).extracting(change -> change.after().query().caption()).containsExactly("d", "b", "e", "c");
    }

    @Test
    void shouldShowNothingWhereNothingHasChanged() {
        List<Answer> same = List.of(at("a", 3), at("b", 0));

        assertThat(ChangedQuery.most(same, same)).isEmpty();
    }

    /** @param rank 0 for beyond */
    private static Answer at(String caption, int rank) {
        return new Answer(
                new Query(caption, caption), "catalog@1", rank == 0 ? Optional.empty() : Optional.of(rank), List.of());
    }
}
