package dev.weft.inference.batching;

import java.time.Duration;

/**
 * How large batches grow.
 *
 * @param maxSize items of a batch at most, positive
 * @param maxDelay how long an item waits for company at most, not negative. Only if it has some already: an item that is alone when the worker
 *     is free goes at once, so that a lone query never pays for a batch that doesn't come. The time an item waits for a busy worker counts
 */
public record Batching(int maxSize, Duration maxDelay) {

    public Batching {
        if (maxSize < 1) {
            throw new IllegalArgumentException("maxSize must be positive, got " + maxSize);
        }
        if (maxDelay.isNegative()) {
            throw new IllegalArgumentException("maxDelay must not be negative, got " + maxDelay);
        }
    }

    /**
     * How long a free worker still waits for company, in nanoseconds; 0 or less when the batch goes now.
     *
     * @param waiting items that could go, positive
     * @param most items that a batch may have at the moment, at most {@code maxSize}
     * @param oldestNanos how long the oldest has waited
     */
    long patienceNanos(int waiting, int most, long oldestNanos) {
        return waiting == 1 || waiting >= most ? 0 : maxDelay.toNanos() - oldestNanos;
    }
}
