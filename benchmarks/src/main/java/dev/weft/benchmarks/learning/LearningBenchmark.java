package dev.weft.benchmarks.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.benchmarks.Machine;
import dev.weft.core.Split;
import dev.weft.learning.PairSet;
import dev.weft.learning.TrainedHeads;
import dev.weft.learning.TrainingData;
import dev.weft.learning.TrainingPair;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Learns on the demo catalog from random batches and replayed general pairs, three rounds of three seeds, and measures the mean of each round's heads on
 * families that nothing was learnt from and on the guard set, beside an independent trainer's figures of the same split: {@code ./weft bench learning}.
 */
public final class LearningBenchmark {

    private static final int ROUNDS = 3;

    private LearningBenchmark() {}

    /** Takes the project's root folder; prints a line per figure. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        Path root = Path.of(args.length > 0 ? args[0] : ".").toAbsolutePath().normalize();
        System.out.printf("machine   %s%n", Machine.description());
        DemoData demo = DemoData.read(root);
        TrainingData data = TrainingData.of(training(demo.catalog())).withReplay(demo.general());
        List<Scores> after = new ArrayList<>();
        List<Scores> single = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            List<TrainedHeads> seeds = DemoRound.learn(DemoRound.withRandomBatches(), data, round);
            double seconds = (System.nanoTime() - start) / 1e9;
            TrainedHeads mean = TrainedHeads.mean(seeds);
            if (round == 0) {
                System.out.printf("base%n%s", score(mean.withDial(0), demo));
            }
            seeds.forEach(heads -> single.add(score(heads, demo)));
            after.add(score(mean, demo));
            System.out.printf("round %d   %.0f s for %d seeds%n%s", round, seconds, seeds.size(), after.getLast());
        }
        Comparison comparison = new Comparison(after, single, figures());
        comparison.print("held out, text to image", Scores::heldOutToImage, "emoji_heldout_families", "t2i");
        comparison.print("held out, image to text", Scores::heldOutToText, "emoji_heldout_families", "i2t");
        comparison.print("guard, text to image", Scores::guardToImage, "guard", "t2i");
        comparison.print("guard, image to text", Scores::guardToText, "guard", "i2t");
    }

    private static Scores score(TrainedHeads heads, DemoData demo) {
        return Scores.of(heads, demo, family -> Split.of(family) != Split.TRAIN);
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

    private static JsonNode figures() throws IOException {
        try (InputStream json = LearningBenchmark.class.getResourceAsStream("figures.json")) {
            return new ObjectMapper().readTree(json);
        }
    }
}
