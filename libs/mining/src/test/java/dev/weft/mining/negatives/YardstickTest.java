package dev.weft.mining.negatives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.weft.core.Embedding;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class YardstickTest {

    private static final Yardstick YARDSTICK = new Yardstick(
            new Yardstick.Bounds(0.4, 0.7), new Yardstick.Bounds(0.3, 0.8), new LogitScale(10, -2), List.of());

    @Test
    void shouldTellTheQuadrantsByItsBounds() {
        assertThat(Quadrant.of(0.7, 0.3, YARDSTICK)).isEqualTo(Quadrant.LOOKS_ALIKE);
        assertThat(Quadrant.of(0.4, 0.8, YARDSTICK)).isEqualTo(Quadrant.READS_ALIKE);
        assertThat(Quadrant.of(0.9, 0.9, YARDSTICK)).isEqualTo(Quadrant.DUPLICATE);
        assertThat(Quadrant.of(0.1, 0.1, YARDSTICK)).isEqualTo(Quadrant.EASY);
        assertThat(Quadrant.of(0.9, 0.5, YARDSTICK)).isEqualTo(Quadrant.BETWEEN);
    }

    /** For two normal distributions of one variance the log odds are known: slope (0.3 - 0.1) / 0.05^2, zero half-way. */
    @Test
    void shouldCalibrateByTheDistributionsOfPairsAndRandomPairs() {
        Random random = new Random(5);
        List<Float> matched = Stream.generate(() -> (float) (0.3 + 0.05 * random.nextGaussian()))
                .limit(20_000)
                .toList();
        List<Float> others = Stream.generate(() -> (float) (0.1 + 0.05 * random.nextGaussian()))
                .limit(20_000)
                .toList();

        LogitScale scale = LogitScale.fit(matched, others);

        assertThat(scale.slope()).isCloseTo(80, within(2.0));
        assertThat(scale.logit(0.2)).isCloseTo(0, within(0.1));
        assertThat(scale.probability(0.2)).isCloseTo(0.5, within(0.03));
    }

    @Test
    void shouldKeepTheOrderWhenAReleaseCannotTellPairsFromOthers() {
        LogitScale scale = LogitScale.fit(List.of(0.1f, 0.1f), List.of(0.2f, 0.2f));

        assertThat(scale.logit(0.5)).isGreaterThan(scale.logit(0.4));
    }

    @Test
    void shouldMeasureQuantilesOfRandomPairs() {
        Random random = new Random(1);
        List<Yardstick.Pair> pairs = IntStream.range(0, 500)
                .mapToObj(i -> new Yardstick.Pair(vector(random), vector(random)))
                .toList();

        Yardstick measured = Yardstick.measure(pairs, MiningSettings.defaults(), new Random(2));

        // Cosines of random directions in 64 dimensions have a deviation of 1/8: 1.28 of them at 0.90, 2.33 at 0.99.
        assertThat(measured.media().low()).isCloseTo(0.16, within(0.02));
        assertThat(measured.media().high()).isCloseTo(0.29, within(0.03));
        assertThat(measured.nearerThanOwn(pairs.getFirst().text(), 2)).isZero();
        assertThat(measured.nearerThanOwn(pairs.getFirst().text(), -2)).isEqualTo(1);
    }

    @Test
    void shouldRefuseToMeasureWithTooFewPairs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Yardstick.measure(List.of(), MiningSettings.defaults(), new Random(1)))
                .withMessageContaining("at least 30 pairs, got 0");
    }

    private static Embedding vector(Random random) {
        float[] values = new float[64];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Embedding.normalized(values);
    }
}
