package dev.weft.rollout.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic's newest value per key in RocksDB, with the offsets it goes up to: both are written in one batch, so that they agree after any crash.
 * One thread writes, several read. Values are kept as the bytes that came.
 */
final class TopicStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicStore.class);

    private static final long CACHE_BYTES = 16L << 20;
    private static final long BUFFER_BYTES = 8L << 20;
    private static final double BLOOM_BITS = 10;

    private static final byte[] SOURCE = "source".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] READ_AT = "read-at".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLEARED = new byte[0];
    private static final byte[] FIRST_KEY = new byte[0];

    /** No UTF-8 text has this byte. */
    private static final byte[] PAST_LAST_KEY = {(byte) 0xff};

    static {
        RocksDB.loadLibrary();
    }

    private final RocksDB db;
    private final ColumnFamilyHandle values;
    private final ColumnFamilyHandle progress;
    private final WriteOptions writing = new WriteOptions();
    private final List<AutoCloseable> options;

    private TopicStore(RocksDB db, List<ColumnFamilyHandle> families, List<AutoCloseable> options) {
        this.db = db;
        this.values = families.get(0);
        this.progress = families.get(1);
        this.options = options;
    }

    /** @throws IOException if the folder can't be made, is somebody else's or is damaged */
    static TopicStore open(Path folder) throws IOException {
        Files.createDirectories(folder);
        LRUCache cache = new LRUCache(CACHE_BYTES);
        BloomFilter bloom = new BloomFilter(BLOOM_BITS);
        ColumnFamilyOptions family = new ColumnFamilyOptions()
                .setTableFormatConfig(
                        new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(bloom))
                .setWriteBufferSize(BUFFER_BYTES)
                .setMaxWriteBufferNumber(2);
        DBOptions database = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            RocksDB db = RocksDB.open(
                    database,
                    folder.toString(),
                    List.of(
                            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family),
                            new ColumnFamilyDescriptor("progress".getBytes(StandardCharsets.US_ASCII), family)),
                    handles);
            return new TopicStore(db, handles, List.of(database, family, bloom, cache));
        } catch (RocksDBException e) {
            throw new IOException("the table in " + folder + " can't be opened: " + e.getMessage(), e);
        }
    }

    /** As {@link #open}; what is damaged is made anew. */
    static TopicStore openOrReplace(Path folder) throws IOException {
        try {
            return open(folder);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("lock")) {
                throw e;
            }
            LOG.warn("a table is damaged and made anew: folder={} reason={}", folder, e.getMessage());
            remove(folder);
            return open(folder);
        }
    }

    /** Removes what is in the folder, so that the next opening starts empty. */
    static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** What it was filled from, as the one who filled it named it. */
    Optional<String> source() {
        return read(SOURCE).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Until when it was filled. */
    Optional<Instant> readAt() {
        return read(READ_AT)
                .map(bytes -> Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong()));
    }

    /** By partition, the offset to go on from. */
    Map<Integer, Long> offsets(int partitions) {
        Map<Integer, Long> offsets = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            Optional<byte[]> offset = read(offsetKey(partition));
            if (offset.isPresent()) {
                offsets.put(partition, ByteBuffer.wrap(offset.get()).getLong());
            }
        }
        return offsets;
    }

    /** Removes all values: what comes is of this source, from its beginning. */
    void startAnew(String source) {
        try {
            db.deleteRange(values, FIRST_KEY, PAST_LAST_KEY);
            db.put(progress, SOURCE, source.getBytes(StandardCharsets.UTF_8));
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** @param next by partition, the offset to go on from after these records */
    void apply(Iterable<ConsumerRecord<byte[], byte[]>> records, Map<Integer, Long> next, Instant now) {
        try (WriteBatch batch = new WriteBatch()) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.key() != null) {
                    batch.put(values, record.key(), record.value() == null ? CLEARED : record.value());
                }
            }
            for (Map.Entry<Integer, Long> one : next.entrySet()) {
                batch.put(progress, offsetKey(one.getKey()), number(one.getValue()));
            }
            batch.put(progress, READ_AT, number(now.toEpochMilli()));
            db.write(writing, batch);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    /** The values in the order of the keys: null where there never was one, empty where it was cleared. */
    List<byte @Nullable []> get(List<byte[]> keys) {
        try {
            return db.multiGetAsList(Collections.nCopies(keys.size(), values), keys);
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private Optional<byte[]> read(byte[] key) {
        try {
            return Optional.ofNullable(db.get(progress, key));
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    private static byte[] offsetKey(int partition) {
        return ("offset-" + partition).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static UncheckedIOException failed(RocksDBException e) {
        return new UncheckedIOException(
                "the table of features on the disk fails: " + e.getMessage(), new IOException(e));
    }

    @Override
    public void close() {
        values.close();
        progress.close();
        db.close();
        writing.close();
        for (AutoCloseable option : options) {
            try {
                option.close();
            } catch (Exception e) {
                throw new IllegalStateException("RocksDB's options can't be closed", e);
            }
        }
    }
}
