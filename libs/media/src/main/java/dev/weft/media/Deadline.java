package dev.weft.media;

import java.time.Duration;

/** A time by the monotonic clock. */
record Deadline(long nanoTime, Duration budget) {

    static Deadline in(Duration budget) {
        return new Deadline(System.nanoTime() + budget.toNanos(), budget);
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }
}
