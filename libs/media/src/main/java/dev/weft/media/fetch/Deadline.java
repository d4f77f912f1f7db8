package dev.weft.media.fetch;

import java.time.Duration;

/** A moment by which something must be done, on the clock that only goes forward. */
record Deadline(long nanoTime) {

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Zero once it is over. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    boolean isOver() {
        return remaining().isZero();
    }
}
