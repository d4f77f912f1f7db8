package dev.weft.benchmarks.sink;

import dev.weft.benchmarks.Machine;
import dev.weft.benchmarks.Percentiles;
import dev.weft.benchmarks.TemporaryFolder;
import dev.weft.core.Attributes;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.Sha256;
import dev.weft.core.TenantId;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.Filter;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The Lucene store alone, with 100,000 vectors of 384 numbers or as many as are asked for: {@code ./weft bench store [ROWS]}. How long building takes,
 * what of the exact neighbours a search finds, how long it takes in one thread, and what memory is held. No more than one batch of vectors is ever in
 * the heap.
 */
public final class StoreBenchmark {

    private static final int ROWS = 100_000;
    private static final int DIMENSION = 384;
    private static final int BATCH = 500;
    private static final int SYNC_EVERY = 10_000;
    private static final int QUERIES = 500;
    private static final int TIMED_ROUNDS = 4;
    private static final int K = 10;
    private static final long SEED = 1;
    private static final long QUERY_SEED = 2;
    private static final CollectionSchema SCHEMA = new CollectionSchema(VectorTopic.RELEASE, DIMENSION);

    private StoreBenchmark() {}

    /** Takes the project's root folder and, if there shall not be 100,000, the number of rows; prints a line per figure. */
    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        int rows = args.length > 1 ? Integer.parseInt(args[1]) : ROWS;
        print("machine", Machine.description());
        print(
                "rows",
                "%,d of %d numbers, in batches of %d, durable every %,d".formatted(rows, DIMENSION, BATCH, SYNC_EVERY));
        try (TemporaryFolder folder = TemporaryFolder.create("weft-bench-store");
                VectorStore store = VectorStores.open("lucene:" + folder.path())) {
            store.createCollection(SCHEMA);
            build(store, rows);
            search(store, rows);
            print("memory", Memory.now());
        }
    }

    /** Vectors are made between the writes, off the clock. */
    private static void build(VectorStore store, int rows) {
        ClusteredVectors vectors = new ClusteredVectors(DIMENSION, SEED);
        long nanos = 0;
        int written = 0;
        while (written < rows) {
            List<Mutation> batch = new ArrayList<>();
            for (int i = written; i < Math.min(rows, written + BATCH); i++) {
                batch.add(put(i, vectors.next()));
            }
            long from = System.nanoTime();
            store.apply(SCHEMA.name(), batch);
            written += batch.size();
            if (written % SYNC_EVERY == 0 || written == rows) {
                store.sync();
            }
            nanos += System.nanoTime() - from;
        }
        double seconds = nanos / 1e9;
        print("build", "%.0f s, %.0f rows/s".formatted(seconds, rows / seconds));
        store.statistics(SCHEMA.name())
                .bytes()
                .ifPresent(bytes -> print("disk", "%,d MiB".formatted(bytes / (1024 * 1024))));
    }

    private static Mutation put(int row, float[] vector) {
        String id = VectorTopic.id(row);
        return new Mutation.Put(
                MediaKey.of("default", id),
                1,
                SCHEMA.release(),
                id,
                Attributes.NONE,
                List.of(new VectorRow(Part.IMAGE, Modality.IMAGE, Sha256.ofText(id), Embedding.wrap(vector))));
    }

    private static void search(VectorStore store, int rows) {
        ClusteredVectors vectors = new ClusteredVectors(DIMENSION, SEED);
        float[][] queries = vectors.others(QUERY_SEED).next(QUERIES);
        NearestExactly nearest = new NearestExactly(queries, K);
        for (int i = 0; i < rows; i++) {
            nearest.show(i, vectors.next());
        }
        // The first searches also load code and pages, and are not timed.
        long found = 0;
        long wanted = 0;
        for (int i = 0; i < QUERIES; i++) {
            Set<Integer> exact = nearest.of(i);
            wanted += exact.size();
            found += nearest(store, queries[i]).stream()
                    .filter(hit ->
                            exact.contains(VectorTopic.number(hit.key().id().value())))
                    .count();
        }
        print(
                "recall@10",
                "%.4f of %d queries that are in no row (target: ≥ 0.98)".formatted((double) found / wanted, QUERIES));
        double[] millis = new double[TIMED_ROUNDS * QUERIES];
        for (int i = 0; i < millis.length; i++) {
            long from = System.nanoTime();
            nearest(store, queries[i % QUERIES]);
            millis[i] = (System.nanoTime() - from) / 1e6;
        }
        print("search", "%s, one thread (target: p95 < 10 ms)".formatted(Percentiles.of(millis)));
    }

    private static List<Hit> nearest(VectorStore store, float[] vector) {
        VectorQuery query = new VectorQuery(
                new TenantId("default"),
                Embedding.wrap(vector),
                K,
                Set.of(Modality.IMAGE),
                new Filter.All(),
                Optional.empty());
        return store.search(SCHEMA.name(), List.of(query)).getFirst();
    }

    private static void print(String what, String figure) {
        System.out.printf("%-14s %s%n", what, figure);
    }
}
