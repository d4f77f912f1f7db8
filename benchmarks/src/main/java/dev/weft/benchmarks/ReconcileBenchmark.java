package dev.weft.benchmarks;

import dev.weft.core.ReleaseId;
import dev.weft.embeddedkafka.EmbeddedKafka;
import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.sink.SinkReconciler;
import dev.weft.sink.reconcile.Mode;
import dev.weft.sink.reconcile.Progress;
import dev.weft.sink.reconcile.ReconcileSettings;
import dev.weft.sink.reconcile.Reconciler;
import dev.weft.sink.reconcile.Report;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * How long comparing 100,000 items with their log takes, and what it holds in memory: {@code ./weft bench reconcile}. Broker, log and Lucene index are
 * real and in this process; the log's items are in the index already.
 */
public final class ReconcileBenchmark {

    private static final int ITEMS = 100_000;
    private static final int DIMENSION = 128;
    private static final int ROUNDS = 3;
    private static final ReleaseId RELEASE = new ReleaseId("bench", 1);
    private static final String GROUP = "bench-sink";
    private static final double MEBIBYTE = 1024.0 * 1024;
    private static final int UNLIMITED = 10_000_000;

    private ReconcileBenchmark() {}

    /** Takes the project's root folder; prints a line per figure. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        print("machine", Machine.description());
        try (TemporaryFolder folder = TemporaryFolder.create("weft-bench-reconcile");
                EmbeddedKafka broker = EmbeddedKafka.at(folder.path().resolve("kafka"));
                VectorStore store = VectorStores.open("lucene:" + folder.path().resolve("index"))) {
            broker.start();
            KafkaSettings kafka = KafkaSettings.at(broker.bootstrapServers());
            TopicProvisioner.ensure(kafka, Duration.ofMinutes(1));
            IndexedLog.write(kafka, store, RELEASE, GROUP, ITEMS, DIMENSION);
            measure(kafka, store);
        }
    }

    private static void measure(KafkaSettings kafka, VectorStore store) throws InterruptedException {
        print("items", "%d in Lucene and in 6 partitions, dimension %d".formatted(ITEMS, DIMENSION));
        Reconciler unlimited = reconciler(kafka, store, UNLIMITED);
        List<Double> seconds = IntStream.range(0, ROUNDS)
                .mapToObj(round -> seconds(unlimited))
                .sorted()
                .toList();
        print(
                "verify",
                "%.1f s, median of %d (%.1f to %.1f s), %.0f rows/s of log and store (target: below 30 s)"
                        .formatted(
                                seconds.get(ROUNDS / 2),
                                ROUNDS,
                                seconds.getFirst(),
                                seconds.getLast(),
                                2 * ITEMS / seconds.get(ROUNDS / 2)));
        Reconciler paced = reconciler(kafka, store, ReconcileSettings.defaults().rowsPerSecond());
        print("verify", "%.1f s at the default of 50,000 rows/s".formatted(seconds(paced)));
        try (LiveHeap heap = LiveHeap.watch()) {
            seconds(unlimited);
            print("live heap", "%.0f MiB more than before at most".formatted(heap.mostGrowthBytes() / MEBIBYTE));
        }
    }

    private static double seconds(Reconciler reconciler) {
        try {
            Report report = reconciler.run(Mode.VERIFY, "bench", new Progress());
            if (!report.isClean() || report.log().live() != ITEMS) {
                throw new IllegalStateException("log and store must be the same, got " + report);
            }
            return report.took().toMillis() / 1e3;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the benchmark", e);
        }
    }

    private static Reconciler reconciler(KafkaSettings kafka, VectorStore store, int rowsPerSecond) {
        ReconcileSettings defaults = ReconcileSettings.defaults();
        return SinkReconciler.of(
                kafka,
                GROUP,
                store,
                RELEASE,
                OptionalInt.of(DIMENSION),
                new ReconcileSettings(
                        defaults.folder(),
                        defaults.maxDiskBytes(),
                        defaults.memoryBytes(),
                        rowsPerSecond,
                        defaults.patience(),
                        defaults.maxFindings(),
                        Optional.empty()));
    }

    private static void print(String what, String figure) {
        System.out.printf("%-14s %s%n", what, figure);
    }
}
