package dev.weft.sink.reconcile;

import dev.weft.core.ReleaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run has found.
 *
 * @param log counts of the log, what has come to it during the run included
 * @param store counts of the store
 * @param found differences by kind; every kind is there
 * @param repaired those of them that are repaired
 * @param byPartition differences by the partition of the log's record, and kind
 * @param unlogged differences without a record in the log
 * @param unchecked records that the sink had not come to in time: nothing can be said of them
 * @param unproven rows of which the log says too little to judge them, and items whose newest version has no vectors of this release in the log yet
 * @param findings the first ones in full
 */
public record Report(
        Mode mode,
        ReleaseId release,
        Instant startedAt,
        Duration took,
        LogCounts log,
        StoreCounts store,
        Map<Finding.Kind, Long> found,
        Map<Finding.Kind, Long> repaired,
        SortedMap<Integer, Map<Finding.Kind, Long>> byPartition,
        Map<Finding.Kind, Long> unlogged,
        long unchecked,
        long unproven,
        List<Finding> findings) {

    public Report {
        found = Collections.unmodifiableMap(new EnumMap<>(found));
        repaired = Collections.unmodifiableMap(new EnumMap<>(repaired));
        byPartition = Collections.unmodifiableSortedMap(new TreeMap<>(byPartition));
        unlogged = Map.copyOf(unlogged);
        findings = List.copyOf(findings);
    }

    /**
     * What the log holds.
     *
     * @param records read, before anything is compared
     * @param live items that are not deleted
     * @param rows the parts of these
     */
    public record LogCounts(long records, long live, long deleted, long rows) {}

    /**
     * What the store holds.
     *
     * @param live items that searches find
     * @param deleted items whose deletion is remembered
     * @param rows as the store itself counts them, one per part
     * @param dimension of its vectors; absent when there is no collection
     */
    public record StoreCounts(long live, long deleted, long rows, OptionalInt dimension) {}

    /** Whether the store holds what the log says, by the end of the run, as far as anything can be said. */
    public boolean isClean() {
        return wrong() == 0 && unchecked == 0;
    }

    /** How many differences of this kind there are. */
    public long found(Finding.Kind kind) {
        return found.getOrDefault(kind, 0L);
    }

    /** How many differences are repaired. */
    public long repairedInAll() {
        return sum(repaired);
    }

    /** Differences that are not repaired. */
    public long wrong() {
        return sum(found) - repairedInAll();
    }

    /** Records and items read per second. */
    public double rowsPerSecond() {
        return (double) (log.records + store.live + store.deleted) / Math.max((double) took.toNanos() / 1e9, 1e-9);
    }

    private static long sum(Map<Finding.Kind, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
