package dev.weft.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.learning.SeededRandom.Purpose;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeededRandomTest {

    private static final int DRAWS = 1000;

    @Test
    void shouldDrawTheSameForTheSameStep() {
        assertThat(drawn(1, Purpose.BATCH, 7)).isEqualTo(drawn(1, Purpose.BATCH, 7));
    }

    @Test
    void shouldRepeatNothingOfANeighbour() {
        Set<Float> seen = new HashSet<>();
        int all = 0;
        for (int seed = 0; seed < 3; seed++) {
            for (Purpose purpose : Purpose.values()) {
                for (int step = 0; step < 3; step++) {
                    for (float number : drawn(seed, purpose, step)) {
                        seen.add(number);
                        all++;
                    }
                }
            }
        }
        // Floats between -1 and 1 are few enough for some to meet by chance.
        assertThat(seen.size()).isGreaterThan((int) (0.99 * all));
    }

    private static float[] drawn(long seed, Purpose purpose, long step) {
        return new SeededRandom(seed, purpose, step).even(DRAWS, 1);
    }
}
