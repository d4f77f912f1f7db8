package dev.weft.benchmarks;

import dev.weft.core.Modality;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.TowerInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What batching gives to many callers with one text each: {@code ./weft bench batching}. The ways are measured in turns, so that a machine that
 * drifts drifts for all; tokenising is not in it.
 */
public final class BatchingBenchmark {

    private static final int ROUNDS = 5;
    private static final int CALLERS = 64;
    private static final int TEXTS_PER_CALLER = 20;
    private static final Duration MAX_DELAY = Duration.ofMillis(2);

    /** With half of the callers in a run and the other half waiting, both the tower and the callers are busy. */
    private static final int MAX_SIZE = CALLERS / 2;

    private static final int POISON_EVERY = 100;

    private BatchingBenchmark() {}

    /** Takes the project's root folder; prints a line per figure. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        Path root = Path.of(args.length > 0 ? args[0] : ".").toAbsolutePath().normalize();
        print("machine", Machine.description());
        try (EmbeddingModel model = EmbeddingModels.open("classpath:weft/bundles/demo", InferenceOptions.defaults())) {
            List<TowerInput> texts = DemoCatalog.read(root.resolve("infra/samples/emoji.zip")).stream()
                    .map(picture -> model.prepare(picture.caption()))
                    .toList();
            CallerLoad load = new CallerLoad(texts, CALLERS, TEXTS_PER_CALLER);
            Runs runs = measure(model, load);
            report(runs);
        }
    }

    /** What the rounds gave. */
    private record Runs(List<Double> direct, List<Double> ones, List<BatchedRun> batched, List<BatchedRun> poisoned) {}

    private static Runs measure(EmbeddingModel model, CallerLoad load) throws InterruptedException {
        Runs runs = new Runs(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round <= ROUNDS; round++) {
            double direct = load.textsPerSecond(text -> model.embed(Modality.TEXT, List.of(text)));
            BatchedRun ones = BatchedRun.measure(model, load, 1, Duration.ZERO, 0);
            BatchedRun batched = BatchedRun.measure(model, load, MAX_SIZE, MAX_DELAY, 0);
            BatchedRun poisoned = BatchedRun.measure(model, load, MAX_SIZE, MAX_DELAY, POISON_EVERY);
            // The first round warms up.
            if (round > 0) {
                runs.direct.add(direct);
                runs.ones.add(ones.textsPerSecond());
                runs.batched.add(batched);
                runs.poisoned.add(poisoned);
            }
        }
        return runs;
    }

    private static void report(Runs runs) {
        double direct = Median.of(runs.direct);
        double ones = Median.of(runs.ones);
        double batched =
                Median.of(runs.batched.stream().map(BatchedRun::textsPerSecond).toList());
        double poisoned =
                Median.of(runs.poisoned.stream().map(BatchedRun::textsPerSecond).toList());
        print("callers", "%d, %d texts each, median of %d rounds".formatted(CALLERS, TEXTS_PER_CALLER, ROUNDS));
        print("batch size 1", "%.0f texts/s, each caller runs the tower itself".formatted(direct));
        print("batch size 1", "%.0f texts/s, one run at a time".formatted(ones));
        print("batched", "%.0f texts/s, batches of up to %d".formatted(batched, MAX_SIZE));
        print("batched ratio", "%.2f of the better of the two (target 2)".formatted(batched / Math.max(direct, ones)));
        Percentiles wait = Percentiles.of(runs.batched.stream()
                .flatMap(run -> run.waitMillis().stream())
                .mapToDouble(Double::doubleValue)
                .toArray());
        Percentiles run = Percentiles.of(runs.batched.stream()
                .flatMap(one -> one.runMillis().stream())
                .mapToDouble(Double::doubleValue)
                .toArray());
        print("queue time", wait.toString());
        print("run", run.toString());
        print(
                "queue time",
                "p99 %.1f ms of %.1f ms: delay and two median runs (target: below)"
                        .formatted(wait.p99(), MAX_DELAY.toNanos() / 1e6 + 2 * run.p50()));
        print(
                "poison, 1 %",
                "%.0f texts/s with their vectors, %.1f %% less (target: below 5 %%); %d neighbours lost (target 0)"
                        .formatted(
                                poisoned,
                                100 * (1 - poisoned / batched),
                                runs.poisoned.stream()
                                        .mapToInt(BatchedRun::neighboursLost)
                                        .sum()));
    }

    private static void print(String what, String figure) {
        System.out.printf("%-14s %s%n", what, figure);
    }
}
