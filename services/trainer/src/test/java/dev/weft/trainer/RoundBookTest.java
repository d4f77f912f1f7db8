package dev.weft.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.trainer.round.Progress;
import dev.weft.trainer.round.Progress.Phase;
import dev.weft.trainer.round.RoundRequest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundBookTest {

    private final RoundBook book = new RoundBook();

    @Test
    void shouldKeepTheOrderInWhichRoundsBeganWhenOneEndsAfterTheNextHasBegun() {
        book.note(begun("first"));
        book.note(begun("second"));

        book.note(begun("first").failed("the broker is away"));

        assertThat(book.all()).extracting(Progress::id).containsExactly("second", "first");
        assertThat(book.find("first")).map(Progress::phase).contains(Phase.ENDED);
    }

    @Test
    void shouldForgetTheOldestOfMany() {
        IntStream.range(0, 30).forEach(i -> book.note(begun("r-" + i)));

        assertThat(book.all()).hasSize(20);
        assertThat(book.all().getFirst().id()).isEqualTo("r-29");
        assertThat(book.find("r-9")).isEmpty();
    }

    private static Progress begun(String id) {
        return Progress.begun(id, new RoundRequest("a test", "me"), 1, 10);
    }
}
