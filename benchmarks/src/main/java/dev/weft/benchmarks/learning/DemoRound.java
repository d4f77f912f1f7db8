package dev.weft.benchmarks.learning;

import dev.weft.learning.BatchOptions;
import dev.weft.learning.RoundOptions;

/**
 * A round's options for the demo catalog, as the standalone learns it. No early stop: the calibration families are among those that are held out here.
 */
final class DemoRound {

    private DemoRound() {}

    static RoundOptions withMined() {
        RoundOptions options = RoundOptions.forSmallCatalog();
        return options.withIntervals(options.steps(), 1, options.steps());
    }

    static RoundOptions withRandomBatches() {
        BatchOptions batch = withMined().batch();
        return withMined().withBatch(new BatchOptions(batch.size(), 0, batch.replay(), 0));
    }
}
