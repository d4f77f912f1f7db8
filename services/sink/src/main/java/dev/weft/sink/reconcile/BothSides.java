package dev.weft.sink.reconcile;

import dev.weft.core.MediaKey;
import dev.weft.core.ReleaseId;
import dev.weft.vectorstore.CollectionStatistics;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads log and store into files, in the order that makes their comparison fair; see {@link Reconciler}. For one thread. */
final class BothSides implements AutoCloseable {

    private static final int PAGE = 1_000;
    private static final long LOOK_EVERY_MILLIS = 100;

    private final EmbeddingsLog log;
    private final VectorStore store;
    private final String collection;
    private final SinkRules rules;
    private final ReconcileSettings settings;
    private final Progress progress;
    private final Pace pace;
    private final Disk disk;
    private final long seed = new SecureRandom().nextLong();
    private final Buckets<LogEntry> logSide;
    private final Buckets<StoreEntry> storeSide;
    private final Map<Integer, Long> lastRead = new TreeMap<>();
    private Optional<CollectionStatistics> statistics = Optional.empty();
    private Map<Integer, Long> written = Map.of();
    private boolean logIsWhole;
    private long unchecked;

    BothSides(
            EmbeddingsLog log,
            VectorStore store,
            ReleaseId release,
            SinkRules rules,
            ReconcileSettings settings,
            Progress progress) {
        this.log = log;
        this.store = store;
        this.collection = release.collection();
        this.rules = rules;
        this.settings = settings;
        this.progress = progress;
        this.pace = new Pace(settings.rowsPerSecond());
        this.disk = new Disk(settings.folder(), settings.maxDiskBytes());
        this.logSide = new Buckets<>(disk, LogEntry.CODEC, LogEntry::key, seed, 0);
        this.storeSide = new Buckets<>(disk, StoreEntry.CODEC, StoreEntry::key, seed, 0);
    }

    void read() throws InterruptedException {
        statistics = store.resolve(collection).map(store::statistics);
        Map<Integer, Long> begins = log.begins();
        logIsWhole = begins.values().stream().allMatch(begin -> begin == 0);
        Map<Integer, Long> ends = log.ends();
        progress.expectOffsets(distance(begins, ends));
        log.read(begins, ends, this::spool);

        progress.enter(Progress.Phase.AWAITING_SINK);
        written = awaitSink();
        unchecked = beyond(written);

        progress.enter(Progress.Phase.READING_STORE);
        readStore();

        progress.enter(Progress.Phase.READING_TAIL);
        log.read(ends, log.ends(), this::spool);
    }

    /** @param found takes what differs */
    Comparison.Counts compare(Consumer<Finding> found) {
        Comparison comparison = new Comparison(disk, settings.memoryBytes(), seed, written, logIsWhole, found);
        comparison.compare(logSide, storeSide, 0);
        return comparison.counts();
    }

    /** Rows by the store's own count, before they were read. */
    long storeRows() {
        return statistics.map(CollectionStatistics::rows).orElse(0L);
    }

    OptionalInt dimension() {
        return statistics
                .map(known -> OptionalInt.of(known.schema().dimension()))
                .orElse(OptionalInt.empty());
    }

    /** Offsets up to the last record that was read before the store, and that the sink had not come to. */
    long unchecked() {
        return unchecked;
    }

    private void spool(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            lastRead.put(record.partition(), record.offset());
            entry(record).ifPresent(logSide::add);
        }
        progress.readLog(records.size());
        pace.after(records.size());
    }

    /** Nothing for a record without a readable key: it can't be the reason of any row. */
    private Optional<LogEntry> entry(ConsumerRecord<byte[], byte[]> record) {
        return switch (rules.read(record)) {
            case Said.Put put
            when put.dimension() == dimension().orElse(put.dimension()) ->
                Optional.of(entry(record, put.key(), LogEntry.Kind.PUT, put.version(), put.rows()));
            case Said.Put put -> Optional.of(entry(record, put.key(), LogEntry.Kind.NOT_TAKEN, 0, 0));
            case Said.Deleted deleted ->
                Optional.of(entry(record, deleted.key(), LogEntry.Kind.DELETE, deleted.version(), 0));
            case Said.Elsewhere elsewhere ->
                Optional.of(entry(record, elsewhere.key(), LogEntry.Kind.ELSEWHERE, elsewhere.version(), 0));
            case Said.NotTaken notTaken -> notTaken.key().map(key -> entry(record, key, LogEntry.Kind.NOT_TAKEN, 0, 0));
        };
    }

    private static LogEntry entry(
            ConsumerRecord<byte[], byte[]> record, MediaKey key, LogEntry.Kind kind, long version, int rows) {
        return new LogEntry(key.toString(), kind, version, rows, record.partition(), record.offset());
    }

    /** Waits until the sink has written the last record that was read; transactions end in a record of their own that nobody commits. */
    private Map<Integer, Long> awaitSink() throws InterruptedException {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        Map<Integer, Long> now = log.written();
        while (beyond(now) > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            now = log.written();
        }
        return now;
    }

    private long beyond(Map<Integer, Long> offsets) {
        return lastRead.entrySet().stream()
                .mapToLong(last -> Math.max(0, last.getValue() + 1 - offsets.getOrDefault(last.getKey(), 0L)))
                .sum();
    }

    private void readStore() throws InterruptedException {
        if (store.resolve(collection).isEmpty()) {
            return;
        }
        Optional<MediaKey> after = Optional.empty();
        List<StoredVersion> page;
        do {
            page = store.scan(collection, after, PAGE);
            for (StoredVersion row : page) {
                storeSide.add(new StoreEntry(row.key().toString(), row.version(), row.deleted()));
                after = Optional.of(row.key());
            }
            progress.readStore(page.size());
            pace.after(page.size());
        } while (page.size() == PAGE);
    }

    private static long distance(Map<Integer, Long> from, Map<Integer, Long> to) {
        return to.entrySet().stream()
                .mapToLong(end -> end.getValue() - from.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    @Override
    public void close() {
        try {
            logSide.close();
        } finally {
            storeSide.close();
        }
    }
}
