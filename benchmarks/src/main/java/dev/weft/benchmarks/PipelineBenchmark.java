package dev.weft.benchmarks;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Everything that {@code docs/performance.md} says of the pipeline, in one run: {@code ./weft bench}. The bare encoder is measured before and
 * after the import, and the better of the two is the baseline, so that a machine that drifts can't flatter the pipeline.
 */
public final class PipelineBenchmark {

    private static final int[] BATCH_SIZES = {1, 8, 16, 32};
    private static final int COLD_STARTS = 5;

    private PipelineBenchmark() {}

    /** Takes the project's root folder; prints a line per figure. */
    public static void main(String[] args) throws IOException, InterruptedException, OrtException {
        Locale.setDefault(Locale.ROOT);
        Path root = Path.of(args.length > 0 ? args[0] : ".").toAbsolutePath().normalize();
        Path work = Files.createDirectories(root.resolve(
                "benchmarks/target/pipeline-" + ProcessHandle.current().pid()));
        List<CatalogPicture> pictures = DemoCatalog.read(root.resolve("infra/samples/emoji.zip"));
        int threads = Runtime.getRuntime().availableProcessors();
        print("machine", Machine.description());

        Bare before = bareRates(pictures, threads);
        double imported;
        try (Standalone standalone = Standalone.start(root, work.resolve("data"));
                HttpClient http = HttpClient.newHttpClient()) {
            imported = CatalogImport.itemsPerSecond(root, standalone.url(), pictures.size());
            print("import", "%.1f items/s".formatted(imported));
            print("text search", "%s".formatted(new TextSearch(http, standalone.url()).measure(pictures, 500, 2000)));
            print("upload, idle", "%s".formatted(new IdleUpload(http, standalone.url()).measure(pictures, 50, 300)));
            print(
                    "heap",
                    "%.0f MiB used of %.0f MiB"
                            .formatted(
                                    metric(http, standalone.url(), "jvm_memory_used_bytes"),
                                    metric(http, standalone.url(), "jvm_memory_max_bytes")));
        }
        Bare bare = before.orBetter(bareRates(pictures, threads));
        print(
                "import ratio",
                "%.2f of the bare encoder's one loop of %d threads (%.1f / %.1f)"
                        .formatted(imported / bare.oneLoop, threads, imported, bare.oneLoop));
        print(
                "import ratio",
                "%.2f of the bare encoder's %d loops of one thread (%.1f / %.1f)"
                        .formatted(imported / bare.parallelLoops, threads, imported, bare.parallelLoops));
        coldStarts(root, work);
    }

    /** The best batch size of one loop whose inferences use all threads; then the same pictures by one single-threaded loop per core. */
    private static Bare bareRates(List<CatalogPicture> pictures, int threads)
            throws IOException, OrtException, InterruptedException {
        List<CatalogPicture> sample = pictures.subList(0, 512);
        int bestBatch = BATCH_SIZES[0];
        double all;
        try (BareEncoder encoder = new BareEncoder(threads)) {
            encoder.picturesPerSecond(sample, 16);
            double best = 0;
            for (int batchSize : BATCH_SIZES) {
                double rate = encoder.picturesPerSecond(sample, batchSize);
                print(
                        "bare encoder",
                        "%.1f pictures/s at batch %d, one loop of %d threads (512 pictures)"
                                .formatted(rate, batchSize, threads));
                if (rate > best) {
                    best = rate;
                    bestBatch = batchSize;
                }
            }
            all = encoder.picturesPerSecond(pictures, bestBatch);
        }
        print(
                "bare encoder",
                "%.1f pictures/s at batch %d, one loop of %d threads (all)".formatted(all, bestBatch, threads));
        double parallel = parallelLoops(pictures, threads);
        print("bare encoder", "%.1f pictures/s at batch 16, %d loops of one thread (all)".formatted(parallel, threads));
        return new Bare(all, parallel);
    }

    /** Pictures per second of the two ways to use all cores. */
    private record Bare(double oneLoop, double parallelLoops) {
        Bare orBetter(Bare other) {
            return new Bare(Math.max(oneLoop, other.oneLoop), Math.max(parallelLoops, other.parallelLoops));
        }
    }

    private static double parallelLoops(List<CatalogPicture> pictures, int loops)
            throws OrtException, IOException, InterruptedException {
        double[] rates = new double[loops];
        int share = pictures.size() / loops;
        Thread[] threads = new Thread[loops];
        for (int i = 0; i < loops; i++) {
            int loop = i;
            BareEncoder encoder = new BareEncoder(1);
            threads[i] = Thread.ofPlatform().start(() -> {
                try (encoder) {
                    rates[loop] = encoder.picturesPerSecond(pictures.subList(loop * share, (loop + 1) * share), 16);
                } catch (IOException | OrtException e) {
                    throw new IllegalStateException("the bare encoder failed", e);
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return Arrays.stream(rates).sum();
    }

    private static void coldStarts(Path root, Path work) throws IOException, InterruptedException {
        double[] seconds = new double[COLD_STARTS];
        for (int i = 0; i < COLD_STARTS; i++) {
            try (Standalone standalone = Standalone.start(root, work.resolve("cold-" + i))) {
                seconds[i] = standalone.pageAfter().toMillis() / 1e3;
            }
        }
        Arrays.sort(seconds);
        print(
                "cold start",
                "page after %.1f s (median of %d; %.1f to %.1f s)"
                        .formatted(seconds[COLD_STARTS / 2], COLD_STARTS, seconds[0], seconds[COLD_STARTS - 1]));
    }

    /** The sum of a gauge's heap series, in MiB. */
    private static double metric(HttpClient http, URI url, String name) throws IOException, InterruptedException {
        return Metrics.sum(http, url, name, "area=\"heap\"") / (1024 * 1024);
    }

    private static void print(String what, String figure) {
        System.out.printf("%-14s %s%n", what, figure);
    }
}
