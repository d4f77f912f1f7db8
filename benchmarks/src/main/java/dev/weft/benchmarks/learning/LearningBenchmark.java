package dev.weft.benchmarks.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.benchmarks.Machine;
import dev.weft.learning.PairSet;
import dev.weft.learning.RoundOptions;
import dev.weft.learning.RoundOutcome;
import dev.weft.learning.RoundOutcome.Finished;
import dev.weft.learning.TrainedHeads;
import dev.weft.learning.TrainingData;
import dev.weft.learning.TrainingPair;
import dev.weft.learning.TrainingRound;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Learns on the demo catalog from random batches and replayed general pairs, three rounds of three seeds, and measures the mean of each round's heads on
 * families that nothing was learnt from and on the guard set, beside an independent trainer's figures of the same split: {@code ./weft bench learning}.
 */
public final class LearningBenchmark {

    private static final int ROUNDS = 3;
    private static final int SEEDS = 3;
    private static final int SPACE = 640;

    private LearningBenchmark() {}

    /** Takes the project's root folder; prints a line per figure. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        Path root = Path.of(args.length > 0 ? args[0] : ".").toAbsolutePath().normalize();
        System.out.printf("machine   %s%n", Machine.description());
        DemoData demo = DemoData.read(root);
        PictureSet catalog = demo.catalog();
        PictureSet guard = demo.guard();
        TrainingData data = TrainingData.of(training(catalog)).withReplay(demo.general());
        List<Scores> after = new ArrayList<>();
        List<Scores> single = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<TrainedHeads> seeds = new ArrayList<>();
            long start = System.nanoTime();
            for (int seed = round * SEEDS; seed < (round + 1) * SEEDS; seed++) {
                seeds.add(learn(DemoRound.withRandomBatches().withSeed(seed), data));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            TrainedHeads mean = TrainedHeads.mean(seeds);
            if (round == 0) {
                System.out.printf("base%n%s", Scores.of(mean.withDial(0), catalog, guard));
            }
            seeds.forEach(heads -> single.add(Scores.of(heads, catalog, guard)));
            after.add(Scores.of(mean, catalog, guard));
            System.out.printf("round %d   %.0f s for %d seeds%n%s", round, seconds, SEEDS, after.getLast());
        }
        Comparison comparison = new Comparison(after, single, figures());
        comparison.print("held out, text to image", Scores::heldOutToImage, "emoji_heldout_families", "t2i");
        comparison.print("held out, image to text", Scores::heldOutToText, "emoji_heldout_families", "i2t");
        comparison.print("guard, text to image", Scores::guardToImage, "guard", "t2i");
        comparison.print("guard, image to text", Scores::guardToText, "guard", "i2t");
    }

    private static PairSet training(PictureSet catalog) {
        PairSet.Builder builder = PairSet.ofCatalog(catalog.images(), catalog.texts());
        int refused = 0;
        for (int i = 0; i < catalog.pictures().size(); i++) {
            TrainingPair pair = new TrainingPair(
                    catalog.pictures().get(i).family(), i, catalog.captions().get(i));
            refused += builder.add(pair).isPresent() ? 1 : 0;
        }
        PairSet pairs = builder.build();
        System.out.printf("pairs     %d, and %d refused%n", pairs.pairs().size(), refused);
        return pairs;
    }

    static TrainedHeads learn(RoundOptions options, TrainingData data) {
        return switch (new TrainingRound(options, SPACE, data, Optional.empty()).run(report -> {}, Optional.empty())) {
            case Finished finished -> finished.heads();
            case RoundOutcome other -> throw new IllegalStateException("the round must finish, got " + other);
        };
    }

    private static JsonNode figures() throws IOException {
        try (InputStream json = LearningBenchmark.class.getResourceAsStream("figures.json")) {
            return new ObjectMapper().readTree(json);
        }
    }
}
