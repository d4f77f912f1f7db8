package dev.weft.benchmarks.learning;

import dev.weft.learning.BatchOptions;
import dev.weft.learning.HeadOptions;
import dev.weft.learning.HeadOptions.Centring;
import dev.weft.learning.LossKind;
import dev.weft.learning.LossOptions;
import dev.weft.learning.OptimiserOptions;
import dev.weft.learning.RoundOptions;

/**
 * A round's options for the demo catalog: a few thousand pairs, so small batches, a high learning rate and few steps. No early stop: the calibration families are among those that are held out here.
 */
final class DemoRound {

    private static final int STEPS = 150;

    private DemoRound() {}

    static RoundOptions options() {
        return RoundOptions.defaults()
                .withSteps(STEPS)
                .withIntervals(100, 100, STEPS)
                .withLoss(LossOptions.of(LossKind.INFONCE))
                .withOptimiser(new OptimiserOptions(2e-3, 0.9, 0.95, 0.1, 1, 0.1, 0.9))
                .withBatch(new BatchOptions(512, 0, 0.4, 0))
                .withHead(new HeadOptions(512, 1, 0, 0, Centring.NONE));
    }
}
