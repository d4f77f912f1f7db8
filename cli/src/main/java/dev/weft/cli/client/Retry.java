package dev.weft.cli.client;

import java.time.Duration;

/**
 * How long a request that may yet succeed is repeated: waits double from the first to the longest, until {@code patience} is over.
 *
 * @param patience measured from the first attempt; zero means one attempt
 */
public record Retry(Duration firstWait, Duration longestWait, Duration patience) {

    /** For what somebody waits for at a terminal. */
    public static final Retry NEVER = new Retry(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO);

    /** For imports: outlives the restart of a gateway or of a broker. */
    public static final Retry PATIENT = new Retry(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofMinutes(2));

    public Retry {
        if (firstWait.isNegative() || firstWait.isZero() || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException(
                    "waits must be positive and rise, got " + firstWait + " to " + longestWait);
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience must not be negative, got " + patience);
        }
    }

    /** The wait before attempt {@code attempt + 1}, counted from 1. */
    Duration waitAfter(int attempt) {
        long doubled = firstWait.toMillis() << Math.min(attempt - 1, 20);
        return Duration.ofMillis(Math.min(doubled, longestWait.toMillis()));
    }
}
