package dev.weft.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.learning.Batch.Drawn;
import dev.weft.learning.MinedNegative.Anchor;
import dev.weft.learning.RoundOutcome.Finished;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MinedBatchTest {

    private static final int ITEMS = 300;

    @Test
    void shouldRunARowOnceHoweverManyPairsItIsMinedFor() {
        Toy toy = Toy.withBase(ITEMS);
        PairSet set = toy.training();
        List<Drawn> pairs = List.of(
                new Drawn(set, pair(1, new MinedNegative(Anchor.LEFT, 7, 1), new MinedNegative(Anchor.LEFT, 9, 0.5))),
                new Drawn(set, pair(2, new MinedNegative(Anchor.LEFT, 9, 1))));

        MinedBatch mined = MinedBatch.of(new Batch(pairs, 2), Anchor.LEFT);

        assertThat(mined.rowsToRun()).containsExactly(7, 9);
        assertThat(mined.places()).containsExactly(0, 1, 1, 1);
        assertThat(mined.weights()).containsExactly(1.0, 0.5, 1.0, 0.0);
    }

    @Test
    void shouldLearnTheSameOfARowForManyPairsAsOfEqualRows() {
        Toy toy = Toy.withBase(ITEMS);

        List<StepReport> ofOne = curve(toy, 0);
        List<StepReport> ofCopies = curve(toy, ITEMS);

        for (int step = 0; step < ofOne.size(); step++) {
            assertThat(ofCopies.get(step).loss()).isCloseTo(ofOne.get(step).loss(), within(1e-4));
            assertThat(ofCopies.get(step).gradientNorm())
                    .isCloseTo(ofOne.get(step).gradientNorm(), within(1e-4));
        }
    }

    /** All pairs have the same few rows as negatives, every second one a copy of it that lies so many rows further. */
    private static List<StepReport> curve(Toy toy, int further) {
        PairSet.Builder builder = PairSet.ofCatalog(twice(toy.left), twice(toy.right));
        for (int i = 0; i < ITEMS; i++) {
            int row = i % 5 + i % 2 * further;
            builder.add(pair(i, new MinedNegative(Anchor.LEFT, row, 1), new MinedNegative(Anchor.RIGHT, row, 0.7)));
        }
        RoundOptions options = Toy.options().withSteps(10).withBatch(new BatchOptions(64, 0.4, 0, 0));
        return ((Finished) new TrainingRound(options, Toy.SPACE, TrainingData.of(builder.build()), Optional.empty())
                        .run(report -> {}, Optional.empty()))
                .curve();
    }

    private static TrainingPair pair(int row, MinedNegative... mined) {
        return new TrainingPair("family-" + row, row, row, List.of(mined));
    }

    private static Side twice(Side side) {
        return new Side(side.modality(), twice(side.features()), side.base().map(MinedBatchTest::twice));
    }

    private static FeatureRows twice(FeatureRows rows) {
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < 2 * rows.rows(); i++) {
            all.add(rows.gather(new int[] {i % rows.rows()}));
        }
        return FeatureRows.of(all.toArray(float[][]::new));
    }
}
