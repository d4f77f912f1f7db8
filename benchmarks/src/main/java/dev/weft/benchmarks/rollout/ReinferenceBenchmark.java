package dev.weft.benchmarks.rollout;

import dev.weft.benchmarks.CatalogImport;
import dev.weft.benchmarks.CatalogPicture;
import dev.weft.benchmarks.DemoCatalog;
import dev.weft.benchmarks.IdleUpload;
import dev.weft.benchmarks.Machine;
import dev.weft.benchmarks.Metrics;
import dev.weft.benchmarks.Percentiles;
import dev.weft.benchmarks.Standalone;
import dev.weft.benchmarks.TemporaryFolder;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What an upload waits while a release with towers of its own is backfilled, and what the backfill loses by uploads: {@code ./weft bench rollout
 * towers}.
 */
public final class ReinferenceBenchmark {

    private static final int WARM_UP = 60;
    private static final long SECONDS = 15;

    /** Between two uploads. */
    private static final long PAUSE_MILLIS = 100;

    private final HttpClient http;
    private final URI url;
    private final List<CatalogPicture> pictures;
    private final IdleUpload upload;

    private ReinferenceBenchmark(HttpClient http, URI url, List<CatalogPicture> pictures) {
        this.http = http;
        this.url = url;
        this.pictures = pictures;
        this.upload = new IdleUpload(http, url);
    }

    /** Takes the project's root folder; prints a line per figure. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        Path root = Path.of(args[0]);
        List<CatalogPicture> pictures = DemoCatalog.read(root.resolve("infra/samples/emoji.zip"));
        print("machine", Machine.description());
        try (TemporaryFolder folder = TemporaryFolder.create("weft-bench-towers")) {
            Path bundle = OtherTowers.write(folder.path().resolve("bundle"));
            Path candidate;
            try (EmbeddingModel other = EmbeddingModels.open(bundle.toString(), InferenceOptions.defaults())) {
                candidate = Candidates.ofTowers(folder.path().resolve("candidate"), other, bundle);
            }
            try (Standalone standalone = Standalone.start(
                            root,
                            folder.path().resolve("data"),
                            Map.of("WEFT_GATEWAY_BUNDLES", folder.path().toString()));
                    HttpClient http = HttpClient.newHttpClient()) {
                CatalogImport.itemsPerSecond(root, standalone.url(), pictures.size());
                Releases releases = new Releases(root, standalone.url(), http);
                new ReinferenceBenchmark(http, standalone.url(), pictures).measure(releases, releases.bring(candidate));
            }
        }
    }

    private void measure(Releases releases, String id) throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            upload.millis(pictures);
        }
        Percentiles idle = uploads();
        print("uploads", "%s until searchable, one after the other".formatted(idle));

        releases.promote(id);
        releases.await(id, "backfilling");
        while (reinferred() < WARM_UP) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        long before = System.nanoTime();
        double from = reinferred();
        TimeUnit.SECONDS.sleep(SECONDS);
        double alone = (reinferred() - from) / seconds(before);
        print("re-inference", "%.1f items/s, without uploads".formatted(alone));

        before = System.nanoTime();
        from = reinferred();
        Percentiles beside = uploads();
        double shared = (reinferred() - from) / seconds(before);
        releases.await(id, "backfilling");
        print("uploads", "%s while it goes on".formatted(beside));
        print("re-inference", "%.1f items/s, with these uploads".formatted(shared));
        print(
                "ratios",
                "uploads p50 %.1f ×, p95 %.1f × as long; re-inference %.2f of its rate"
                        .formatted(beside.p50() / idle.p50(), beside.p95() / idle.p95(), shared / alone));
    }

    private Percentiles uploads() throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        long before = System.nanoTime();
        while (seconds(before) < SECONDS) {
            millis.add(upload.millis(pictures));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return Percentiles.of(millis.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Items that towers were run on again. */
    private double reinferred() throws IOException, InterruptedException {
        return Metrics.sum(http, url, "rollout_records_total", "outcome=\"reinferred\"");
    }

    private static double seconds(long startedNanos) {
        return (System.nanoTime() - startedNanos) / 1e9;
    }

    private static void print(String what, String figure) {
        System.out.printf("%-14s %s%n", what, figure);
    }
}
