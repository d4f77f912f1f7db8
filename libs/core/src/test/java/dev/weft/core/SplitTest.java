package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {

    @ParameterizedTest
    @CsvSource({"1f000, TRAIN", "1f038, CALIBRATION", "1f008, GATE", "1f06f, SEALED", "schöne Tasse ☕, TRAIN"})
    void shouldNeverMoveAFamily(String family, Split expected) {
        assertThat(Split.of(family)).isEqualTo(expected);
    }

    @Test
    void shouldGiveEachSplitItsShare() {
        int families = 20_000;
        Map<Split, Long> counts = IntStream.range(0, families)
                .mapToObj(i -> Split.of("family-" + i))
                .collect(Collectors.groupingBy(split -> split, Collectors.counting()));

        assertThat(counts.getOrDefault(Split.TRAIN, 0L) / (double) families).isCloseTo(0.90, within(0.01));
        assertThat(counts.getOrDefault(Split.CALIBRATION, 0L) / (double) families)
                .isCloseTo(0.04, within(0.01));
        assertThat(counts.getOrDefault(Split.GATE, 0L) / (double) families).isCloseTo(0.04, within(0.01));
        assertThat(counts.getOrDefault(Split.SEALED, 0L) / (double) families).isCloseTo(0.02, within(0.01));
    }
}
