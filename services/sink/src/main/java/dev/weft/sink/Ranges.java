package dev.weft.sink;

import java.time.Duration;

/** Checks of configured values. */
final class Ranges {

    private Ranges() {}

    static void require(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "weft.sink." + key + " must be " + min + " to " + max + ", got " + value);
        }
    }

    static void require(String key, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "weft.sink." + key + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
