package dev.weft.benchmarks.learning;

import dev.weft.benchmarks.Machine;
import dev.weft.core.ContrastiveBatch;
import dev.weft.learning.RoundOptions;
import dev.weft.learning.TrainedHeads;
import dev.weft.learning.TrainingData;
import dev.weft.mining.negatives.PictureHashes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What mining is worth on the demo catalog: {@code ./weft bench learning mined}. Every family is held out once, in one of several folds. Of a fold's other
 * families heads are learnt from random batches, and from batches with the clusters and the hard negatives that the miner finds in a Lucene index: of the
 * bundle's own heads, as in a first round, and of the heads that learnt from random batches, as in a second one. Each is the mean of three seeds.
 * Differences are paired by query, with intervals by family.
 */
public final class MinedBenchmark {

    private static final int FOLDS = 5;

    private MinedBenchmark() {}

    /** Takes the project's root folder; prints a line per fold, and one per figure. */
    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        System.out.printf("machine   %s%n", Machine.description());
        DemoData demo = DemoData.read(
                Path.of(args.length > 0 ? args[0] : ".").toAbsolutePath().normalize());
        List<Scores> byRandom = new ArrayList<>();
        List<Scores> byFirst = new ArrayList<>();
        List<Scores> bySecond = new ArrayList<>();
        PictureHashes hashes = Fold.hashes(demo.catalog());
        for (int number = 0; number < FOLDS; number++) {
            Fold fold = new Fold(demo, hashes, number, FOLDS);
            TrainedHeads random = mean(DemoRound.withRandomBatches(), fold, fold.data(List.of()));
            byRandom.add(scores(random, fold));
            byFirst.add(scores(learnt("first", fold, fold.mine()), fold));
            bySecond.add(scores(learnt("second", fold, fold.mine(random)), fold));
        }
        new MinedComparison(byRandom, byFirst).print("mined in the bundle's index");
        new MinedComparison(byRandom, bySecond).print("mined in the index of a release");
    }

    private static TrainedHeads learnt(String round, Fold fold, List<ContrastiveBatch> batches) {
        TrainingData data = fold.data(batches);
        System.out.printf(
                "fold %d    %-8s %,d pairs, %,d clusters, %,d negatives%n",
                fold.number(),
                round,
                data.catalog().pairs().size(),
                data.clusters().size(),
                data.catalog().pairs().stream()
                        .mapToInt(pair -> pair.mined().size())
                        .sum());
        return mean(DemoRound.withMined(), fold, data);
    }

    private static Scores scores(TrainedHeads heads, Fold fold) {
        Scores scores = Scores.of(heads, fold.demo(), fold::holdsOut);
        System.out.print(scores);
        return scores;
    }

    private static TrainedHeads mean(RoundOptions options, Fold fold, TrainingData data) {
        return TrainedHeads.mean(DemoRound.learn(options, data, fold.number()));
    }
}
