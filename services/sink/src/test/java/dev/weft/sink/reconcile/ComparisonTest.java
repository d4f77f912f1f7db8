package dev.weft.sink.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random logs and random drift against a naive model: maps, and a sink that is a loop. */
class ComparisonTest {

    private static final int PARTITIONS = 3;
    private static final int KEYS = 400;

    /** Room for a dozen keys: shares are shared out again and again. */
    private static final int MEMORY = 4096;

    @Property(tries = 150)
    void shouldFindNothingWhateverASinkHasDoneOfTheLogByNow(@ForAll long seed) {
        // given
        Random random = new Random(seed);
        List<LogEntry> log = randomLog(random, 1 + random.nextInt(3_000));
        Map<Integer, Long> written = new HashMap<>();
        Map<Integer, Long> applied = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            long committed = random.nextInt(1_000);
            written.put(partition, committed);
            applied.put(partition, committed + random.nextInt(100));
        }

        // when
        List<Finding> found = compare(log, sink(log, applied), written);

        // then
        assertThat(found).isEmpty();
    }

    @Property(tries = 150)
    void shouldFindExactlyWhatHasDrifted(@ForAll long seed) {
        // given
        Random random = new Random(seed);
        List<LogEntry> log = randomLog(random, 1 + random.nextInt(3_000));
        Map<Integer, Long> all = Map.of(0, Long.MAX_VALUE, 1, Long.MAX_VALUE, 2, Long.MAX_VALUE);
        Map<String, StoreEntry> store = sink(log, all);
        Map<String, Finding.Kind> planted = drift(store, random);

        // when
        List<Finding> found = compare(log, store, all);

        // then
        assertThat(found.stream().collect(Collectors.toMap(each -> each.key().toString(), Finding::kind)))
                .isEqualTo(planted);
    }

    private static Map<String, Finding.Kind> drift(Map<String, StoreEntry> store, Random random) {
        Map<String, Finding.Kind> planted = new TreeMap<>();
        for (StoreEntry row : List.copyOf(store.values())) {
            if (random.nextInt(4) > 0) {
                continue;
            }
            String key = row.key();
            if (row.deleted()) {
                store.put(key, new StoreEntry(key, row.version() - random.nextInt(2), false));
                planted.put(key, Finding.Kind.EXTRA);
            } else {
                switch (random.nextInt(5)) {
                    case 0 -> {
                        store.remove(key);
                        planted.put(key, Finding.Kind.MISSING);
                    }
                    case 1 -> {
                        store.put(key, new StoreEntry(key, row.version() - 1, false));
                        planted.put(key, Finding.Kind.STALE);
                    }
                    case 2 -> {
                        store.put(key, new StoreEntry(key, row.version() - 1, true));
                        planted.put(key, Finding.Kind.MISSING);
                    }
                    case 3 -> {
                        store.put(key, new StoreEntry(key, row.version() + 1, false));
                        planted.put(key, Finding.Kind.AHEAD);
                    }
                    default -> {
                        store.put(key, new StoreEntry(key, row.version(), true));
                        planted.put(key, Finding.Kind.AHEAD);
                    }
                }
            }
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            String key = "default/unlogged-" + i;
            store.put(key, new StoreEntry(key, 1, false));
            planted.put(key, Finding.Kind.EXTRA);
        }
        return planted;
    }

    /** Versions and order at random: late old versions, repeated ones, deletions at the version of a put. */
    private static List<LogEntry> randomLog(Random random, int records) {
        List<LogEntry> log = new ArrayList<>();
        long[] offsets = new long[PARTITIONS];
        for (int i = 0; i < records; i++) {
            int number = random.nextInt(KEYS);
            int partition = number % PARTITIONS;
            LogEntry.Kind kind = random.nextInt(4) == 0 ? LogEntry.Kind.DELETE : LogEntry.Kind.PUT;
            // Compaction leaves gaps.
            offsets[partition] += 1 + random.nextInt(2);
            log.add(new LogEntry(
                    "default/item-" + number, kind, 1 + random.nextInt(6), 1, partition, offsets[partition]));
        }
        return log;
    }

    private static Map<String, StoreEntry> sink(List<LogEntry> log, Map<Integer, Long> until) {
        Map<String, StoreEntry> store = new HashMap<>();
        for (LogEntry entry : log) {
            StoreEntry stored = store.get(entry.key());
            boolean wins = stored == null
                    || entry.version() > stored.version()
                    || (entry.version() == stored.version() && !stored.deleted());
            if (wins && entry.offset() < until.getOrDefault(entry.partition(), 0L)) {
                store.put(
                        entry.key(),
                        new StoreEntry(entry.key(), entry.version(), entry.kind() == LogEntry.Kind.DELETE));
            }
        }
        return store;
    }

    private static List<Finding> compare(
            List<LogEntry> log, Map<String, StoreEntry> store, Map<Integer, Long> written) {
        Disk disk = new Disk(Path.of(System.getProperty("java.io.tmpdir")), 1 << 26);
        List<Finding> found = new ArrayList<>();
        Comparison comparison = new Comparison(disk, MEMORY, log.size(), written, true, found::add);
        try (Buckets<LogEntry> logSide = comparison.logBuckets(0);
                Buckets<StoreEntry> storeSide = comparison.storeBuckets(0)) {
            log.forEach(logSide::add);
            store.values().forEach(storeSide::add);
            comparison.compare(logSide, storeSide, 0);
        }
        return found;
    }
}
