package dev.weft.benchmarks.learning;

import dev.weft.evaluation.statistics.ClusterBootstrap;
import dev.weft.evaluation.statistics.Estimate;
import dev.weft.evaluation.statistics.PairedDifferences;
import java.util.List;
import java.util.function.Function;

/**
 * What heads of mined batches find beside those of random ones.
 *
 * @param byRandom one of each fold
 * @param byMined the same folds in the same order
 */
record MinedComparison(List<Scores> byRandom, List<Scores> byMined) {

    private static final ClusterBootstrap BOOTSTRAP = new ClusterBootstrap(5_000, 1);

    void print(String what) {
        System.out.printf("%-32s %8s %8s   %s%n", what, "random", "mined", "change, 95 %");
        print("held out, text to image", Scores::heldOutToImage);
        print("held out, image to text", Scores::heldOutToText);
        print("learnt from, text to image", Scores::learntToImage);
        print("learnt from, image to text", Scores::learntToText);
        print("guard, text to image", Scores::guardToImage);
        print("guard, image to text", Scores::guardToText);
    }

    /** The recall of both over all folds, and how they differ; queries of one family stand or fall together. */
    private void print(String what, Function<Scores, Answers> answers) {
        Answers random = Answers.all(byRandom.stream().map(answers).toList());
        Answers mined = Answers.all(byMined.stream().map(answers).toList());
        for (int rank : Answers.RANKS) {
            Estimate change = BOOTSTRAP.estimate(
                    PairedDifferences.of(
                            query -> mined.points(query, rank) - random.points(query, rank), random.families()),
                    0.95);
            System.out.printf(
                    "%-26s R@%-3d %8.1f %8.1f   %+.1f (%+.1f to %+.1f)%n",
                    what,
                    rank,
                    random.recall(rank),
                    mined.recall(rank),
                    change.difference(),
                    change.low(),
                    change.high());
        }
    }
}
