package dev.weft.benchmarks.learning;

import dev.weft.learning.BatchOptions;
import dev.weft.learning.HeadOptions;
import dev.weft.learning.RoundOptions;

/**
 * A round's options for the demo catalog, as the standalone learns it but with random batches. No early stop: the calibration families are among
 * those that are held out here.
 */
final class DemoRound {

    private DemoRound() {}

    /** @param effort {@code short}, as the standalone learns, or {@code long}: larger heads, larger batches and more steps, for some twenty times the work */
    static RoundOptions options(String effort) {
        RoundOptions small = RoundOptions.forSmallCatalog();
        HeadOptions head = small.head();
        return switch (effort) {
            case "short" -> alone(small, small.batch().size());
            case "long" ->
                alone(
                        small.withSteps(400)
                                .withHead(new HeadOptions(
                                        2048, head.dial(), head.anchor(), head.noise(), head.centring())),
                        1024);
            default -> throw new IllegalArgumentException("the effort must be short or long, got " + effort);
        };
    }

    private static RoundOptions alone(RoundOptions options, int size) {
        return options.withIntervals(options.steps(), 1, options.steps())
                .withBatch(new BatchOptions(size, 0, options.batch().replay(), 0));
    }
}
