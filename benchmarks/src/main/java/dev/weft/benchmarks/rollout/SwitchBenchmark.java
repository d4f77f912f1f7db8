package dev.weft.benchmarks.rollout;

import dev.weft.benchmarks.CatalogImport;
import dev.weft.benchmarks.CatalogPicture;
import dev.weft.benchmarks.DemoCatalog;
import dev.weft.benchmarks.Machine;
import dev.weft.benchmarks.Standalone;
import dev.weft.benchmarks.TemporaryFolder;
import dev.weft.core.Modality;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.ReleaseHeads;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Releases that go live, back and live again while people search at a constant rate: {@code ./weft bench rollout switch}. Each score of each answer is
 * computed again when all is over.
 */
public final class SwitchBenchmark {

    private static final int QUERIES_PER_SECOND = 40;
    private static final int TEXTS = 100;
    private static final long STEADY_SECONDS = 12;
    private static final String FIRST = "catalog@1";

    private final List<Stretch> stretches = new ArrayList<>();
    private final Releases releases;

    private SwitchBenchmark(Releases releases) {
        this.releases = releases;
    }

    /** Takes the project's root folder; prints a table. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        Path root = Path.of(args[0]);
        List<CatalogPicture> pictures = DemoCatalog.read(root.resolve("infra/samples/emoji.zip"));
        List<String> texts = pictures.stream()
                .map(CatalogPicture::caption)
                .distinct()
                .limit(TEXTS)
                .toList();
        System.out.printf(
                "%s; %d items, %d queries a second%n", Machine.description(), pictures.size(), QUERIES_PER_SECOND);
        try (TemporaryFolder folder = TemporaryFolder.create("weft-bench-switch");
                HttpClient http = HttpClient.newHttpClient();
                EmbeddingModel model =
                        EmbeddingModels.open("classpath:weft/bundles/demo", InferenceOptions.defaults())) {
            Map<Modality, byte[]> second = Candidates.randomHeads(model, 2);
            Map<Modality, byte[]> third = Candidates.randomHeads(model, 3);
            List<Answer> answers;
            SwitchBenchmark benchmark;
            String secondId;
            String thirdId;
            try (Standalone standalone = Standalone.start(root, folder.path().resolve("data"), Map.of())) {
                CatalogImport.itemsPerSecond(root, standalone.url(), pictures.size());
                benchmark = new SwitchBenchmark(new Releases(root, standalone.url(), http));
                secondId = benchmark.releases.bring(
                        Candidates.ofHeads(folder.path().resolve("second"), model, second));
                thirdId = benchmark.releases.bring(
                        Candidates.ofHeads(folder.path().resolve("third"), model, third));
                QueryLoad load = new QueryLoad(http, standalone.url(), texts, QUERIES_PER_SECOND);
                try (load) {
                    load.start();
                    benchmark.switchAndBack(secondId, thirdId);
                }
                answers = load.answers();
            }
            try (ReleaseHeads ofFirst = ReleaseHeads.of(model, model.dimension(), Map.of());
                    ReleaseHeads ofSecond = ReleaseHeads.of(model, model.dimension(), second);
                    ReleaseHeads ofThird = ReleaseHeads.of(model, model.dimension(), third)) {
                ScoreCheck check =
                        new ScoreCheck(model, Map.of(FIRST, ofFirst, secondId, ofSecond, thirdId, ofThird), pictures);
                benchmark.print(answers, check::mixture);
            }
        }
    }

    private void switchAndBack(String second, String third) throws IOException, InterruptedException {
        TimeUnit.SECONDS.sleep(STEADY_SECONDS); // warms up
        steady(FIRST + " is live");
        goLive(FIRST, second);
        steady(second + " is live");

        long command = System.nanoTime();
        releases.rollBack();
        releases.await(FIRST, "live");
        TimeUnit.SECONDS.sleep(STEADY_SECONDS);
        stretches.add(new Stretch(
                "rollback to " + FIRST + ", and after it",
                command,
                System.nanoTime(),
                Optional.of(new Stretch.Command(second, FIRST))));

        goLive(FIRST, third);
        steady(third + " is live");
    }

    private void steady(String name) throws InterruptedException {
        long from = System.nanoTime();
        TimeUnit.SECONDS.sleep(STEADY_SECONDS);
        stretches.add(new Stretch(name, from, System.nanoTime(), Optional.empty()));
    }

    private void goLive(String from, String to) throws IOException, InterruptedException {
        long command = System.nanoTime();
        releases.promote(to);
        releases.await(to, "live");
        releases.await(from, "standby");
        TimeUnit.SECONDS.sleep(1);
        stretches.add(new Stretch(
                "promotion of " + to + ": backfill, checks, switch",
                command,
                System.nanoTime(),
                Optional.of(new Stretch.Command(from, to))));
    }

    private void print(List<Answer> answers, Function<Answer, Optional<String>> mixture) {
        System.out.println(Stretch.HEADER);
        stretches.forEach(stretch -> System.out.println(stretch.row(answers, mixture)));
        answers.stream()
                .flatMap(answer -> answer.failure().or(() -> mixture.apply(answer)).stream())
                .limit(10)
                .forEach(System.out::println);
    }
}
