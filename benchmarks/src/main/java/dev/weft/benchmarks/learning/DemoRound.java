package dev.weft.benchmarks.learning;

import dev.weft.learning.BatchOptions;
import dev.weft.learning.RoundOptions;
import dev.weft.learning.RoundOutcome;
import dev.weft.learning.RoundOutcome.Finished;
import dev.weft.learning.TrainedHeads;
import dev.weft.learning.TrainingData;
import dev.weft.learning.TrainingRound;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A round on the demo catalog with the options of the standalone. No early stop: the calibration families are among those that are held out here.
 */
final class DemoRound {

    private static final int SEEDS = 3;
    private static final int SPACE = 640;

    private DemoRound() {}

    static RoundOptions withMined() {
        RoundOptions options = RoundOptions.forSmallCatalog();
        return options.withIntervals(options.steps(), 1, options.steps());
    }

    static RoundOptions withRandomBatches() {
        BatchOptions batch = withMined().batch();
        return withMined().withBatch(new BatchOptions(batch.size(), 0, batch.replay(), 0));
    }

    /**
     * The heads of a round's seeds.
     *
     * @param round from 0; each has seeds of its own
     */
    static List<TrainedHeads> learn(RoundOptions options, TrainingData data, int round) {
        return LongStream.range((long) round * SEEDS, (round + 1L) * SEEDS)
                .mapToObj(seed -> learn(options.withSeed(seed), data))
                .toList();
    }

    private static TrainedHeads learn(RoundOptions options, TrainingData data) {
        return switch (new TrainingRound(options, SPACE, data, Optional.empty()).run(report -> {}, Optional.empty())) {
            case Finished finished -> finished.heads();
            case RoundOutcome other -> throw new IllegalStateException("the round must finish, got " + other);
        };
    }
}
