package dev.weft.sink.reconcile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a run uses the machine, checked.
 *
 * @param folder of the temporary files
 * @param maxDiskBytes that they may take together; 1 MiB at least
 * @param memoryBytes that the keys compared at a time may take; 4 KiB at least
 * @param rowsPerSecond that are read from log and store at most; 1 to 10,000,000
 * @param patience how long a run waits for the sink to come to the log's end; at most 1 h
 * @param maxFindings that a report tells in full; 0 to 100,000
 * @param findingsFolder where each run writes all its findings; nowhere when absent
 */
public record ReconcileSettings(
        Path folder,
        long maxDiskBytes,
        long memoryBytes,
        int rowsPerSecond,
        Duration patience,
        int maxFindings,
        Optional<Path> findingsFolder) {

    public ReconcileSettings {
        require("max-disk-bytes", maxDiskBytes, 1 << 20, Long.MAX_VALUE);
        require("memory-bytes", memoryBytes, 4 << 10, 1L << 40);
        require("rows-per-second", rowsPerSecond, 1, 10_000_000);
        require("max-findings", maxFindings, 0, 100_000);
        if (patience.isNegative() || patience.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("weft.sink.reconcile.patience must be 0 to 1 h, got " + patience);
        }
    }

    /** The defaults. */
    public static ReconcileSettings defaults() {
        return new ReconcileSettings(
                Path.of(System.getProperty("java.io.tmpdir")),
                4L << 30,
                32 << 20,
                50_000,
                Duration.ofSeconds(30),
                100,
                Optional.empty());
    }

    private static void require(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "weft.sink.reconcile." + key + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
