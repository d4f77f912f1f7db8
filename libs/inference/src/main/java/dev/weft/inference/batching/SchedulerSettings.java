package dev.weft.inference.batching;

import java.time.Duration;
import java.util.function.IntFunction;

/**
 * How a scheduler works.
 *
 * @param name of the tower, for thread names, logs and messages
 * @param capacity items that wait at most, at least {@code batching.maxSize()}; those that are being run don't count
 * @param runTimeout a run that takes longer is taken for hanging, positive
 * @param probeEvery a worker without work runs the known good input so often, so that a broken model is known before the next item comes; positive
 * @param retryAfter how long to wait after so many failures on the known good input in a row, from 1
 */
public record SchedulerSettings(
        String name,
        Batching batching,
        int capacity,
        Duration runTimeout,
        Duration probeEvery,
        IntFunction<Duration> retryAfter) {

    public SchedulerSettings {
        if (capacity < batching.maxSize()) {
            throw new IllegalArgumentException(
                    "capacity must be at least a batch of " + batching.maxSize() + ", got " + capacity);
        }
        requirePositive("runTimeout", runTimeout);
        requirePositive("probeEvery", probeEvery);
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive, got " + value);
        }
    }
}
