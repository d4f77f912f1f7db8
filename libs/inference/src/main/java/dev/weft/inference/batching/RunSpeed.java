package dev.weft.inference.batching;

import java.time.Duration;

/**
 * How large a part of a failing batch to try next. Where failures take as long as results, halves are right: all that fails on the way is at
 * most one batch more. An item that a tower refuses before it has begun to compute costs nearly nothing however often it is tried; what costs
 * then is the number of runs that work, and large parts need fewer of those (1.2 in a batch of 32 instead of 2.5). For one thread.
 */
final class RunSpeed {

    /** Failures are quick when they take less than this part of the time that results of as many items take. */
    private static final int QUICK = 10;

    /** One part of so many is left out when failures are quick. */
    private static final int PARTS = 8;

    private long nanosPerItem;
    private boolean quickFailures;

    void worked(int items, Duration time) {
        nanosPerItem = time.toNanos() / items;
    }

    void failed(int items, Duration time) {
        quickFailures = time.toNanos() * QUICK < nanosPerItem * items;
    }

    /** @param suspects at least 2, of which at least one makes a run fail */
    int toTry(int suspects) {
        return quickFailures ? suspects - Math.max(1, suspects / PARTS) : suspects / 2;
    }
}
