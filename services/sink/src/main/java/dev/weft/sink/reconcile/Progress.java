package dev.weft.sink.reconcile;

import java.util.Locale;

/** How far a run is. Written by the run's thread, read by any. */
public final class Progress {

    /** What a run is at, in this order. */
    public enum Phase {
        /** Reads the log. */
        READING_LOG,
        /** Waits for the sink to come to what was read. */
        AWAITING_SINK,
        /** Reads the store's keys and versions. */
        READING_STORE,
        /** Reads what has come to the log meanwhile. */
        READING_TAIL,
        /** Compares, confirms and repairs. */
        COMPARING;

        /** The lower-case word. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private volatile Phase phase = Phase.READING_LOG;
    private volatile long logOffsets;
    private volatile long logRecords;
    private volatile long storeRows;
    private volatile long findings;

    public Phase phase() {
        return phase;
    }

    /** Offsets between the log's beginning and its end: an upper bound of its records, as compaction leaves gaps. */
    public long logOffsets() {
        return logOffsets;
    }

    public long logRecords() {
        return logRecords;
    }

    /** Items read from the store, remembered deletions included. */
    public long storeRows() {
        return storeRows;
    }

    public long findings() {
        return findings;
    }

    void enter(Phase next) {
        phase = next;
    }

    void expectOffsets(long offsets) {
        logOffsets = offsets;
    }

    /** For the run's thread alone, like all that changes it. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void readLog(int records) {
        logRecords += records;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    void readStore(int rows) {
        storeRows += rows;
    }

    void found(long total) {
        findings = total;
    }
}
