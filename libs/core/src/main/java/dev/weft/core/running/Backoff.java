package dev.weft.core.running;

import java.time.Duration;

/**
 * Waiting times that double from {@code initial} up to {@code max}.
 *
 * @param initial positive
 * @param max at least {@code initial}
 */
public record Backoff(Duration initial, Duration max) {

    public Backoff {
        if (!initial.isPositive() || max.compareTo(initial) < 0) {
            throw new IllegalArgumentException(
                    "a back-off needs a positive first wait and a maximum above it, got " + initial + " and " + max);
        }
    }

    /** @param failures how often it was tried in vain, from 1 */
    public Duration after(int failures) {
        // 2^20 times any sensible first wait is above any sensible maximum, and far from overflow.
        Duration wait = initial.multipliedBy(1L << Math.min(failures - 1, 20));
        return wait.compareTo(max) < 0 ? wait : max;
    }
}
