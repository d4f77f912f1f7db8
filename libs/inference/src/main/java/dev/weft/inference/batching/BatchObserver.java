package dev.weft.inference.batching;

import java.time.Duration;

/** Is told what a scheduler does, for metrics. Called on the scheduler's threads: must return at once and not throw. */
public interface BatchObserver {

    /** Wants to know nothing. */
    BatchObserver NONE = new BatchObserver() {};

    /** An item's run starts, so long after it was submitted. */
    default void waited(Duration time) {}

    /** A run worked. */
    default void ran(int items, Duration time) {}

    /** The worker was in a run, whether it worked or not, or in a probe. */
    default void busy(Duration time) {}

    /** The worker was free and had nothing to run. Told at least every second. */
    default void starved(Duration time) {}

    /** A run took too long and was left to itself. */
    default void abandoned() {}
}
