package dev.weft.benchmarks.learning;

import dev.weft.benchmarks.Machine;
import dev.weft.core.ContrastiveBatch;
import dev.weft.learning.RoundOptions;
import dev.weft.learning.TrainedHeads;
import dev.weft.learning.TrainingData;
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
    private static final int SEEDS = 3;

    private MinedBenchmark() {}

    /** Takes the project's root folder; prints a line per fold, and one per figure. */
    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        System.out.printf("machine   %s%n", Machine.description());
        DemoData demo = DemoData.read(
                Path.of(args.length > 0 ? args[0] : ".").toAbsolutePath().normalize());
        List<FoundRanks> byRandom = new ArrayList<>();
        List<FoundRanks> byFirst = new ArrayList<>();
        List<FoundRanks> bySecond = new ArrayList<>();
        for (int number = 0; number < FOLDS; number++) {
            Fold fold = new Fold(demo, number, FOLDS);
            TrainedHeads random = mean(DemoRound.withRandomBatches(), fold.data(List.of()), number);
            byRandom.add(FoundRanks.of(random, fold));
            byFirst.add(FoundRanks.of(learnt("first", fold, fold.mine()), fold));
            bySecond.add(FoundRanks.of(learnt("second", fold, fold.mine(random)), fold));
        }
        print("mined in the bundle's index", byRandom, byFirst);
        print("mined in the index of a release", byRandom, bySecond);
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
        return mean(DemoRound.withMined(), data, fold.number());
    }

    private static void print(String what, List<FoundRanks> byRandom, List<FoundRanks> byMined) {
        System.out.printf("%-32s %8s %8s   %s%n", what, "random", "mined", "change, 95 %");
        FoundRanks.print("held out, text to image", byRandom, byMined, FoundRanks::heldOutToImage);
        FoundRanks.print("held out, image to text", byRandom, byMined, FoundRanks::heldOutToText);
        FoundRanks.print("guard, text to image", byRandom, byMined, FoundRanks::guardToImage);
        FoundRanks.print("guard, image to text", byRandom, byMined, FoundRanks::guardToText);
    }

    private static TrainedHeads mean(RoundOptions options, TrainingData data, int fold) {
        List<TrainedHeads> seeds = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            seeds.add(LearningBenchmark.learn(options.withSeed((long) fold * SEEDS + seed), data));
        }
        return TrainedHeads.mean(seeds);
    }
}
