package dev.weft.sink.reconcile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Compares both sides share by share: one share of the log is in memory at a time, and one that is too large for it is shared out again. */
final class Comparison {

    /** What a {@link KeyState}, its entries and its place in the map take beside the key's characters, rounded up. */
    private static final int BYTES_PER_KEY = 320;

    private final Disk disk;
    private final long memoryBytes;
    private final long seed;
    private final Map<Integer, Long> written;
    private final boolean logIsWhole;
    private final Consumer<Finding> found;
    private final Counts counts = new Counts();

    /**
     * @param memoryBytes that the keys of one share may take
     * @param written by partition, the offset before which the sink had written everything when the store was read
     * @param logIsWhole whether the log still has its beginning: otherwise a row without a record may have lost it
     * @param found takes what differs
     */
    Comparison(
            Disk disk,
            long memoryBytes,
            long seed,
            Map<Integer, Long> written,
            boolean logIsWhole,
            Consumer<Finding> found) {
        this.disk = disk;
        this.memoryBytes = memoryBytes;
        this.seed = seed;
        this.written = written;
        this.logIsWhole = logIsWhole;
        this.found = found;
    }

    /** Sums over everything compared so far. For one thread. */
    static final class Counts {
        long logLive;
        long logDeleted;
        long logRows;
        long storeLive;
        long storeDeleted;
        long unproven;
    }

    Buckets<LogEntry> logBuckets(int level) {
        return new Buckets<>(disk, LogEntry.CODEC, LogEntry::key, seed, level);
    }

    Buckets<StoreEntry> storeBuckets(int level) {
        return new Buckets<>(disk, StoreEntry.CODEC, StoreEntry::key, seed, level);
    }

    Counts counts() {
        return counts;
    }

    /** Compares the shares and closes each when it is done. */
    void compare(Buckets<LogEntry> log, Buckets<StoreEntry> store, int level) {
        for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
            compare(log.get(bucket), store.get(bucket), level);
        }
    }

    private void compare(Spool<LogEntry> log, Spool<StoreEntry> store, int level) {
        Optional<Map<String, KeyState>> states = load(log);
        if (states.isPresent()) {
            log.close();
            judge(states.get(), store);
            store.close();
        } else if (level == Buckets.MAX_LEVEL) {
            throw new ReconcileException("the keys can't be shared out into parts of " + memoryBytes
                    + " bytes; allow more with weft.sink.reconcile.memory-bytes");
        } else {
            try (Buckets<LogEntry> logParts = logBuckets(level + 1);
                    Buckets<StoreEntry> storeParts = storeBuckets(level + 1)) {
                log.forEach(logParts::add);
                log.close();
                store.forEach(storeParts::add);
                store.close();
                compare(logParts, storeParts, level + 1);
            }
        }
    }

    /** The items of a share, or nothing when they are too many for the memory. */
    private Optional<Map<String, KeyState>> load(Spool<LogEntry> log) {
        Map<String, KeyState> states = new HashMap<>();
        long[] bytes = {0};
        log.forEach(entry -> {
            if (bytes[0] <= memoryBytes) {
                states.computeIfAbsent(entry.key(), key -> {
                            bytes[0] += BYTES_PER_KEY + key.length();
                            return new KeyState();
                        })
                        .add(entry, entry.offset() < written.getOrDefault(entry.partition(), 0L));
            }
        });
        return bytes[0] <= memoryBytes ? Optional.of(states) : Optional.empty();
    }

    private void judge(Map<String, KeyState> states, Spool<StoreEntry> store) {
        states.values().forEach(state -> state.outcome().ifPresent(this::count));
        store.forEach(row -> {
            count(row);
            KeyState state = states.remove(row.key());
            Judgement judgement = state == null ? withoutRecord(row) : state.judge(row);
            settle(judgement);
        });
        states.forEach((key, state) -> settle(state.withoutRow(key)));
    }

    private void settle(Judgement judgement) {
        judgement.finding().ifPresent(found);
        if (!judgement.proven()) {
            counts.unproven++;
        }
    }

    private Judgement withoutRecord(StoreEntry row) {
        if (row.deleted()) {
            return Judgement.FINE;
        }
        return logIsWhole ? Judgement.of(KeyState.unlogged(row)) : Judgement.UNPROVEN;
    }

    private void count(LogEntry outcome) {
        if (outcome.kind() == LogEntry.Kind.DELETE) {
            counts.logDeleted++;
        } else {
            counts.logLive++;
            counts.logRows += outcome.rows();
        }
    }

    private void count(StoreEntry row) {
        if (row.deleted()) {
            counts.storeDeleted++;
        } else {
            counts.storeLive++;
        }
    }
}
