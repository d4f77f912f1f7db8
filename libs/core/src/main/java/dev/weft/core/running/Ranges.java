package dev.weft.core.running;

import java.time.Duration;

/**
 * Checks of configured values.
 *
 * @param prefix of the keys, {@code weft.sink.} for example
 */
public record Ranges(String prefix) {

    /**
     * @param key without the prefix
     * @throws IllegalArgumentException if the value is out of the range, with the whole key
     */
    public void require(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(prefix + key + " must be " + min + " to " + max + ", got " + value);
        }
    }

    /**
     * @param key without the prefix
     * @throws IllegalArgumentException if the value is out of the range, with the whole key
     */
    public void require(String key, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(prefix + key + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
