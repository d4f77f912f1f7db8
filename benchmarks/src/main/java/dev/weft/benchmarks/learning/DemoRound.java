package dev.weft.benchmarks.learning;

import dev.weft.learning.BatchOptions;
import dev.weft.learning.RoundOptions;

/**
 * A round's options for the demo catalog, as the standalone learns it but with random batches. No early stop: the calibration families are among
 * those that are held out here.
 */
final class DemoRound {

    private DemoRound() {}

    static RoundOptions options() {
        RoundOptions small = RoundOptions.forSmallCatalog();
        BatchOptions batch = small.batch();
        return small.withIntervals(small.steps(), 1, small.steps())
                .withBatch(new BatchOptions(batch.size(), 0, batch.replay(), 0));
    }
}
