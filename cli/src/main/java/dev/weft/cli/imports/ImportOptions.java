package dev.weft.cli.imports;

import java.time.Duration;

/**
 * How an import goes about it.
 *
 * @param concurrency uploads in flight, 1 to 256
 * @param waitUntilSearchable whether the import ends when everything can be found, not already when everything is uploaded
 * @param patience how long to wait without any progress, once everything is uploaded
 */
public record ImportOptions(int concurrency, boolean waitUntilSearchable, Duration patience) {

    /** Enough to hide an upload's latency behind the others'; more only queues in the gateway. */
    public static final int DEFAULT_CONCURRENCY = 16;

    public static final ImportOptions DEFAULTS = new ImportOptions(DEFAULT_CONCURRENCY, true, Duration.ofMinutes(2));

    public ImportOptions {
        if (concurrency < 1 || concurrency > 256) {
            throw new IllegalArgumentException("concurrency must be 1 to 256, got " + concurrency);
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience must be positive, got " + patience);
        }
    }
}
