package dev.weft.events;

import java.time.Duration;

/** How long to wait before the next try: doubles from 100 ms to 10 s. Not thread-safe. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private int failures;

    Duration next() {
        // 100 ms × 2^7 is above the cap already.
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures, 7));
        failures++;
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    int failures() {
        return failures;
    }

    void reset() {
        failures = 0;
    }
}
