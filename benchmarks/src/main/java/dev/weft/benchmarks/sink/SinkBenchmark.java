package dev.weft.benchmarks.sink;

import dev.weft.benchmarks.Machine;
import dev.weft.benchmarks.TemporaryFolder;
import dev.weft.embeddedkafka.EmbeddedKafka;
import dev.weft.events.KafkaSettings;
import dev.weft.testkit.milvus.MilvusLaunch;
import dev.weft.testkit.milvus.MilvusServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * Writes a topic of 100,000 vectors of 512 numbers through the sink, a process of its own, and beside it through a bare loop of the store's own client, into
 * an empty collection each. The broker shares the cores in both.
 */
public final class SinkBenchmark {

    private static final int ROWS = Integer.getInteger("weft.bench.rows", 100_000);
    private static final int DIMENSION = 512;
    private static final int TRIAL_ROWS = 10_000;

    /**
     * What the sink does before the clock starts, into the same collection: by then its code is compiled, which takes a core for some seconds. The loops
     * are warm, too, when they are measured: each has written its trials.
     */
    private static final int WARM_UP_ROWS = 30_000;

    private static final int[] BATCHES = {500, 1_000, 2_000, 4_000};
    private static final int SINGLE_ROWS = 500;
    private static final int PARTITIONS = 6;

    private SinkBenchmark() {}

    /** Takes the project's root folder and a store: {@code milvus}, {@code milvus-lite} or {@code lucene}; all if none is given. */
    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        Locale.setDefault(Locale.ROOT);
        Path root = Path.of(args[0]).toAbsolutePath().normalize();
        System.out.printf("machine            %s; %,d rows of %d numbers%n", Machine.description(), ROWS, DIMENSION);
        float[][] vectors = new ClusteredVectors(DIMENSION, 1).next(WARM_UP_ROWS + ROWS);
        try (TemporaryFolder temporary = TemporaryFolder.create("weft-bench-sink");
                EmbeddedKafka broker = EmbeddedKafka.at(temporary.path().resolve("kafka"))) {
            broker.start();
            KafkaSettings kafka = new KafkaSettings(
                    broker.bootstrapServers(), "bench.", PARTITIONS, (short) -1, Optional.empty(), Map.of());
            VectorTopic topic = new VectorTopic(kafka);
            topic.fill(vectors);
            Run run = new Run(root, temporary.path(), kafka, topic, Arrays.copyOf(vectors, ROWS));
            String only = args.length > 1 ? args[1] : "";
            if (only.isEmpty() || only.equals("lucene")) {
                run.lucene();
            }
            if (only.isEmpty() || only.equals("milvus")) {
                run.milvus("milvus 2.3.5", MilvusServer.full());
            }
            if (only.isEmpty() || only.equals("milvus-lite")) {
                run.milvus("milvus-lite 3.2.2", MilvusServer.lite());
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // shared by the loops, changed by none
    private record Run(Path root, Path folder, KafkaSettings kafka, VectorTopic topic, float[][] vectors) {

        void lucene() throws IOException, InterruptedException, ExecutionException {
            BareLucene.rowsPerSecond(folder.resolve("trial"), Arrays.copyOf(vectors, Math.min(ROWS, TRIAL_ROWS)));
            double bare = BareLucene.rowsPerSecond(folder.resolve("bare"), vectors);
            System.out.printf("lucene             bare IndexWriter %.0f rows/s%n", bare);
            print("lucene", throughTheSink("lucene:" + folder.resolve("store")), bare);
        }

        void milvus(String name, MilvusLaunch launch) throws IOException, InterruptedException, ExecutionException {
            double bare;
            try (MilvusServer server = launch.start();
                    BareMilvus loop = new BareMilvus(server.uri().toString())) {
                loop.rowsPerSecond(vectors, TRIAL_ROWS, BATCHES[0]); // the first is for warming up
                int best = BATCHES[0];
                double bestRate = 0;
                for (int batch : BATCHES) {
                    double rate = loop.rowsPerSecond(vectors, TRIAL_ROWS, batch);
                    System.out.printf(
                            "%-18s bare loop, batches of %,d: %.0f rows/s (%,d rows)%n", name, batch, rate, TRIAL_ROWS);
                    if (rate > bestRate) {
                        best = batch;
                        bestRate = rate;
                    }
                }
                double single = loop.rowsPerSecond(vectors, SINGLE_ROWS, 1);
                System.out.printf("%-18s one row per call: %.0f rows/s (%,d rows)%n", name, single, SINGLE_ROWS);
                bare = loop.rowsPerSecond(vectors, vectors.length, best);
                System.out.printf("%-18s bare loop, batches of %,d: %.0f rows/s%n", name, best, bare);
                System.out.printf("%-18s bare loop is %.0f of one row per call%n", name, bare / single);
            }
            try (MilvusServer server = launch.start()) {
                print(name, throughTheSink("milvus:" + server.uri()), bare);
            }
        }

        private double throughTheSink(String store) throws IOException, InterruptedException, ExecutionException {
            Path log = folder.resolve("sink.log");
            try (SinkProcess sink = SinkProcess.start(root, log, kafka.bootstrapServers(), kafka.topicPrefix(), store);
                    Admin admin = Admin.create(kafka.clientProperties("bench"))) {
                double rate = sink.rowsPerSecond(topic, WARM_UP_ROWS, admin);
                sink.close();
                SinkProcess.forget(admin);
                return rate;
            }
        }

        private static void print(String name, double rate, double bare) {
            System.out.printf("%-18s through the sink %.0f rows/s, %.2f of the bare loop%n", name, rate, rate / bare);
        }
    }
}
