package dev.weft.benchmarks.mining;

import dev.weft.benchmarks.DemoCatalog;
import dev.weft.benchmarks.Machine;
import dev.weft.benchmarks.TemporaryFolder;
import dev.weft.benchmarks.sink.ClusteredVectors;
import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch;
import dev.weft.core.Embedding;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.mining.batches.BatchMaker;
import dev.weft.mining.negatives.Mined;
import dev.weft.mining.negatives.MinedPair;
import dev.weft.mining.negatives.Miner;
import dev.weft.mining.negatives.MiningObserver;
import dev.weft.mining.negatives.MiningSettings;
import dev.weft.mining.negatives.PictureHashes;
import dev.weft.mining.negatives.Yardstick;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Measures the miner. First its rate against a Lucene index of 100,000 rows, from anchors to batches. Then what its filters are worth: how many of the
 * negatives it keeps are none, on the demo catalog with planted duplicates and wrong captions, with all filters, without each of them, and without any.
 */
public final class MiningBenchmark {

    private static final int RATE_ITEMS = 50_000;
    private static final int RATE_ANCHORS = 4 * 1_024;
    private static final int POOL = 1_024;
    private static final int ABLATION_ANCHORS = 1_500;
    private static final int DIMENSION = 256;

    private MiningBenchmark() {}

    /** Takes the project's root folder and, if only one of the two is wanted, {@code rate} or {@code filters}; prints a line per figure. */
    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Path root = Path.of(args.length > 0 ? args[0] : ".").toAbsolutePath().normalize();
        int cores = Runtime.getRuntime().availableProcessors();
        print("machine", Machine.description());
        String what = args.length > 1 ? args[1] : "all";
        if (!what.equals("filters")) {
            rate();
        }
        if (!what.equals("rate")) {
            ablation(root, cores);
        }
    }

    private static void ablation(Path root, int cores) throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create("weft-bench-mining");
                VectorStore store = VectorStores.open("lucene:" + folder.path());
                EmbeddingModel model =
                        EmbeddingModels.open("classpath:weft/bundles/demo", new InferenceOptions(cores))) {
            PlantedCatalog planted = new PlantedCatalog(store, model);
            planted.fill(DemoCatalog.read(root.resolve("infra/samples/emoji.zip")));
            print("planted", planted.planted());
            System.out.printf("%-28s %10s %10s %12s%n", "filters", "negatives", "false", "full pairs");
            row("all", planted, store, Set.of());
            for (String filter : new TreeSet<>(MiningSettings.optionalFilters())) {
                row("without " + filter, planted, store, Set.of(filter));
            }
            row("none", planted, store, MiningSettings.optionalFilters());
            planted.catalog().close();
        }
    }

    /** What each filter dropped, which is shown for all of them. */
    private static final class Drops implements MiningObserver {
        private final SortedMap<String, Integer> byFilter = new TreeMap<>();

        @Override
        public void dropped(String filter, int candidates) {
            byFilter.merge(filter, candidates, Integer::sum);
        }
    }

    private static void row(String name, PlantedCatalog planted, VectorStore store, Set<String> without) {
        Drops drops = new Drops();
        Miner miner = new Miner(
                Catalog.RELEASE,
                MiningSettings.defaults().without(without),
                0,
                new Miner.Sources(
                        store, planted.catalog(), planted.catalog(), new PictureHashes(planted::hash, 10_000)),
                drops);
        Optional<Yardstick> yardstick = miner.measure(2_000, new Random(1));
        long all = 0;
        long wrong = 0;
        long full = 0;
        long pairs = 0;
        List<Anchor> anchors = planted.catalog().sample(ABLATION_ANCHORS);
        for (int from = 0; from < anchors.size(); from += POOL) {
            List<Anchor> pool = anchors.subList(from, Math.min(anchors.size(), from + POOL));
            for (MinedPair pair : miner.mine(pool, yardstick, Instant.EPOCH).pairs()) {
                pairs++;
                all += pair.negatives().size();
                full += pair.negatives().size() >= 8 ? 1 : 0;
                wrong += pair.negatives().stream()
                        .filter(negative -> planted.isFalse(pair.anchor(), negative))
                        .count();
            }
        }
        System.out.printf(
                "%-28s %,10d %9.2f%% %11.1f%%%n", name, all, 100.0 * wrong / Math.max(1, all), 100.0 * full / pairs);
        if (without.isEmpty()) {
            print("dropped", drops.byFilter.toString());
        }
    }

    private static void rate() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create("weft-bench-mining-rate");
                VectorStore store = VectorStores.open("lucene:" + folder.path());
                Catalog catalog = new Catalog(store, DIMENSION)) {
            ClusteredVectors images = new ClusteredVectors(DIMENSION, 1);
            ClusteredVectors words = new ClusteredVectors(DIMENSION, 2);
            for (int i = 0; i < RATE_ITEMS; i++) {
                Embedding image = Embedding.wrap(images.next());
                catalog.add(
                        "item-" + i,
                        "family-" + i,
                        "thing " + i % 5_000 + " of kind " + i % 300,
                        Optional.empty(),
                        image,
                        near(image, words.next()));
            }
            catalog.write();
            store.sync();
            mine(catalog, store);
        }
    }

    private static void mine(Catalog catalog, VectorStore store) {
        Miner miner = new Miner(
                Catalog.RELEASE,
                MiningSettings.defaults(),
                0.05,
                new Miner.Sources(store, catalog, catalog, PictureHashes.none()),
                MiningObserver.none());
        Optional<Yardstick> yardstick = miner.measure(2_000, new Random(1));
        BatchMaker maker =
                new BatchMaker(Catalog.RELEASE, MiningSettings.defaults(), PictureHashes.none(), () -> "bench");
        List<Anchor> anchors = catalog.anchors();
        // The first pool also loads code and pages, and is not timed.
        Mined warm = miner.mine(anchors.subList(0, POOL), yardstick, Instant.EPOCH);
        List<ContrastiveBatch> batches = new ArrayList<>();
        long from = System.nanoTime();
        for (int start = POOL; start < POOL + RATE_ANCHORS; start += POOL) {
            Mined mined = miner.mine(anchors.subList(start, start + POOL), yardstick, Instant.EPOCH);
            batches.addAll(maker.of(mined.pairs(), yardstick, Instant.EPOCH));
        }
        double minutes = (System.nanoTime() - from) / 60e9;
        long negatives =
                batches.stream().mapToLong(batch -> batch.negatives().size()).sum();
        print(
                "rate",
                "%,.0f anchors/min, four searches each of the %d nearest of %,d rows, %.1f negatives a pair, %d pairs in the first pool (target: ≥ 2,000)"
                        .formatted(
                                RATE_ANCHORS / minutes,
                                MiningSettings.defaults().hits(),
                                store.count(Catalog.RELEASE.collection()),
                                (double) negatives / RATE_ANCHORS,
                                warm.pairs().size()));
    }

    private static Embedding near(Embedding one, float[] other) {
        float[] sum = one.toArray();
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (0.6 * sum[i] + 0.8 * other[i]);
        }
        return Embedding.normalized(sum);
    }

    private static void print(String what, String figure) {
        System.out.printf("%-14s %s%n", what, figure);
    }
}
