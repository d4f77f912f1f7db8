package dev.weft.evaluation.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnnRecallTest {

    @Test
    void shouldBeTheMeanShareOfTheExactFirstK() {
        List<List<String>> exact = List.of(List.of("a", "b", "c"), List.of("d", "e"));
        List<List<String>> approximate = List.of(List.of("b", "x", "a"), List.of("e", "d"));

        assertThat(AnnRecall.at(2, approximate, exact)).isEqualTo((0.5 + 1) / 2);
    }

    @Test
    void shouldCountAnIdOnceWhenItIsListedTwice() {
        assertThat(AnnRecall.at(2, List.of(List.of("a", "a")), List.of(List.of("a", "b"))))
                .isEqualTo(0.5);
    }

    @Test
    void shouldRefuseListsThatDoNotMatch() {
        assertThatThrownBy(() -> AnnRecall.at(2, List.of(), List.of(List.of("a"))))
                .hasMessageContaining("got 0 and 1");
        assertThatThrownBy(() -> AnnRecall.at(2, List.of(List.of("a")), List.of(List.of())))
                .hasMessageContaining("at 0");
    }
}
