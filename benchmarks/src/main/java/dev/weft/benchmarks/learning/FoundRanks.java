package dev.weft.benchmarks.learning;

import dev.weft.core.Modality;
import dev.weft.evaluation.statistics.ClusterBootstrap;
import dev.weft.evaluation.statistics.Estimate;
import dev.weft.evaluation.statistics.PairedDifferences;
import dev.weft.learning.TrainedHeads;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * At which rank queries of a fold have an answer of their own family.
 *
 * @param heldOutToImage by captions of families that the fold holds out, in the gallery of all pictures of one style
 * @param heldOutToText by pictures
 * @param guardToImage by captions of the guard set
 * @param guardToText by pictures
 */
record FoundRanks(Answers heldOutToImage, Answers heldOutToText, Answers guardToImage, Answers guardToText) {

    private static final int[] RANKS = {1, 5, 10};
    private static final ClusterBootstrap BOOTSTRAP = new ClusterBootstrap(5_000, 1);

    /**
     * Answers to queries.
     *
     * @param families of the queries
     * @param better how many answers of other families come before the first of the own one, in the same order
     */
    record Answers(List<String> families, List<Integer> better) {}

    static FoundRanks of(TrainedHeads heads, Fold fold) {
        PictureSet catalog = fold.demo().catalog();
        PictureSet guard = fold.demo().guard();
        int[] gallery = Scores.gallery(catalog);
        int[] all = IntStream.range(0, guard.pictures().size()).toArray();
        List<String> families = Scores.families(catalog, gallery);
        int[] heldOut = IntStream.range(0, gallery.length)
                .filter(i -> fold.holdsOut(families.get(i)))
                .toArray();
        return new FoundRanks(
                answers(heads, Modality.TEXT, catalog, gallery, heldOut),
                answers(heads, Modality.IMAGE, catalog, gallery, heldOut),
                answers(heads, Modality.TEXT, guard, all, all),
                answers(heads, Modality.IMAGE, guard, all, all));
    }

    /** @param queries places in the gallery */
    private static Answers answers(TrainedHeads heads, Modality from, PictureSet set, int[] gallery, int[] queries) {
        float[][] images = heads.left().embed(set.images(), gallery);
        float[][] texts = heads.right().embed(set.texts(), Scores.captions(set, gallery));
        List<String> families = Scores.families(set, gallery);
        boolean toImage = from == Modality.TEXT;
        int[] better = Recall.better(toImage ? texts : images, toImage ? images : texts, families, queries);
        return new Answers(
                IntStream.of(queries).mapToObj(families::get).toList(),
                IntStream.of(better).boxed().toList());
    }

    /** Prints the shares of both over all folds, and how they differ; queries of one family stand or fall together. */
    static void print(
            String what, List<FoundRanks> byRandom, List<FoundRanks> byMined, Function<FoundRanks, Answers> answers) {
        Answers random = all(byRandom, answers);
        Answers mined = all(byMined, answers);
        for (int rank : RANKS) {
            Estimate change = BOOTSTRAP.estimate(
                    PairedDifferences.of(
                            query -> points(mined, query, rank) - points(random, query, rank), random.families()),
                    0.95);
            System.out.printf(
                    "%-26s R@%-3d %8.1f %8.1f   %+.1f (%+.1f to %+.1f)%n",
                    what,
                    rank,
                    share(random, rank),
                    share(mined, rank),
                    change.difference(),
                    change.low(),
                    change.high());
        }
    }

    private static Answers all(List<FoundRanks> folds, Function<FoundRanks, Answers> answers) {
        List<Answers> each = folds.stream().map(answers).toList();
        return new Answers(
                each.stream().flatMap(fold -> fold.families().stream()).toList(),
                each.stream().flatMap(fold -> fold.better().stream()).toList());
    }

    private static double share(Answers answers, int rank) {
        return IntStream.range(0, answers.better().size())
                .mapToDouble(query -> points(answers, query, rank))
                .average()
                .orElseThrow();
    }

    private static double points(Answers answers, int query, int rank) {
        return answers.better().get(query) < rank ? 100 : 0;
    }
}
