package dev.weft.benchmarks.learning;

import dev.weft.benchmarks.Machine;
import dev.weft.benchmarks.Median;
import dev.weft.core.Modality;
import dev.weft.learning.BatchOptions;
import dev.weft.learning.FeatureRows;
import dev.weft.learning.HeadOptions;
import dev.weft.learning.LossKind;
import dev.weft.learning.LossOptions;
import dev.weft.learning.PairSet;
import dev.weft.learning.RoundOptions;
import dev.weft.learning.Side;
import dev.weft.learning.TrainingData;
import dev.weft.learning.TrainingPair;
import dev.weft.learning.TrainingRound;
import dev.weft.testkit.UnitVectors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The time of one training step: two heads of two layers, 1,024 pairs of 512 dimensions, symmetric InfoNCE, AdamW, mean of the weights. The same step in
 * PyTorch's own Python stands in {@code step.py}. {@code ./weft bench learning step}.
 */
public final class StepBenchmark {

    /** Names a Python that has torch; without it there is nothing to compare with. */
    private static final String PYTHON = "WEFT_TORCH_PYTHON";

    private static final int BATCH = 1024;
    private static final int DIMENSION = 512;
    private static final int STEPS = 80;
    private static final int WARM_UP = 20;
    private static final int TURNS = 7;

    private StepBenchmark() {}

    /**
     * Both sides in turns, since the machine's speed drifts within minutes: a line for each turn, then the medians of all. Where no Python with torch is
     * named, only the time of this one.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        System.out.printf("machine   %s%n", Machine.description());
        System.out.println("step      1,024 pairs x 512, two layers; ms, medians of a turn");
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            ours.add(ours());
            System.out.printf("          Weft %6.1f", ours.getLast());
            OptionalDouble torch = torch();
            if (torch.isPresent()) {
                theirs.add(torch.getAsDouble());
                ratios.add(ours.getLast() / torch.getAsDouble());
                System.out.printf("   PyTorch in Python %6.1f   ratio %.2f", theirs.getLast(), ratios.getLast());
            }
            System.out.println();
        }
        if (ratios.isEmpty()) {
            System.out.printf(
                    "          median %.1f (set %s to a Python that has torch to compare)%n", Median.of(ours), PYTHON);
        } else {
            System.out.printf(
                    "          medians: %.1f and %.1f, ratio %.2f (%.2f to %.2f)%n",
                    Median.of(ours),
                    Median.of(theirs),
                    Median.of(ratios),
                    Collections.min(ratios),
                    Collections.max(ratios));
        }
    }

    private static double ours() {
        float[][] left = rows(1);
        float[][] right = rows(2);
        PairSet.Builder builder = PairSet.ofGeneralPairs(side(Modality.IMAGE, left), side(Modality.TEXT, right));
        for (int i = 0; i < left.length; i++) {
            builder.add(new TrainingPair("pair-" + i, i, i));
        }
        RoundOptions options = RoundOptions.defaults()
                .withSteps(STEPS)
                .withIntervals(STEPS, 1, STEPS)
                .withLoss(LossOptions.of(LossKind.INFONCE))
                .withBatch(new BatchOptions(BATCH, 0, 0, 0))
                .withHead(new HeadOptions(DIMENSION, 1, 0, 0, HeadOptions.Centring.NONE));
        List<Long> times = new ArrayList<>();
        new TrainingRound(options, DIMENSION, TrainingData.of(builder.build()), Optional.empty())
                .run(report -> times.add(System.nanoTime()), Optional.empty());
        List<Double> steps = new ArrayList<>();
        for (int i = WARM_UP + 1; i < times.size(); i++) {
            steps.add((times.get(i) - times.get(i - 1)) / 1e6);
        }
        return Median.of(steps);
    }

    /** The same step in Python; empty where no Python with torch is named. */
    private static OptionalDouble torch() throws IOException, InterruptedException {
        String python = System.getenv(PYTHON);
        if (python == null) {
            return OptionalDouble.empty();
        }
        try (InputStream script = StepBenchmark.class.getResourceAsStream("step.py")) {
            if (script == null) {
                throw new IOException("step.py is not on the class path");
            }
            Process process = new ProcessBuilder(
                            python,
                            "-c",
                            new String(script.readAllBytes(), StandardCharsets.UTF_8),
                            "" + Runtime.getRuntime().availableProcessors())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(python + " can't run a step: " + answer);
            }
            return OptionalDouble.of(Double.parseDouble(answer.strip()));
        }
    }

    private static float[][] rows(long seed) {
        UnitVectors vectors = new UnitVectors(DIMENSION, seed);
        return Stream.generate(() -> vectors.next().toArray()).limit(4 * BATCH).toArray(float[][]::new);
    }

    private static Side side(Modality modality, float[][] rows) {
        return new Side(modality, FeatureRows.of(rows), Optional.empty());
    }
}
