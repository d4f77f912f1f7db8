package dev.weft.sink.reconcile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The reconciler's configuration. Ranges are checked at start. */
@ConfigMapping(prefix = "weft.sink.reconcile")
interface ReconcileConfig {

    /**
     * How long after the end of one run, and after the start, the next one begins by itself: 1 s to 365 days. Not set by default: a run reads the
     * whole log and all keys of the store, and of several instances of the sink one is enough.
     */
    Optional<Duration> every();

    /** Whether runs that begin by themselves also repair. */
    @WithDefault("false")
    boolean repair();

    /** Records of the log and items of the store that are read per second at most. 1 to 10,000,000. */
    @WithDefault("50000")
    int rowsPerSecond();

    /** How long a run waits for the sink to come to what the log held at its start; what it has not come to is not judged. 0 to 1 h. */
    @WithDefault("30S")
    Duration patience();

    /** The folder of the temporary files, which are gone with the process. By default, the system's. */
    Optional<Path> folder();

    /** What the temporary files of a run may take together, in bytes: about 60 per record of the log and per item. At least 1 MiB. */
    @WithDefault("4294967296")
    long maxDiskBytes();

    /** What the keys that are compared at a time may take in memory, in bytes. 4 KiB to 1 TiB. */
    @WithDefault("33554432")
    long memoryBytes();

    /** How many findings a report tells in full. 0 to 100,000. */
    @WithDefault("100")
    int maxFindings();

    /** A folder, for which each run gets a file with all its findings as JSON lines; nothing removes them. By default, there are none. */
    Optional<Path> findingsFolder();
}
