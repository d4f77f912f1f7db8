package dev.weft.benchmarks.learning;

import dev.weft.core.Modality;
import dev.weft.evaluation.statistics.ClusterBootstrap;
import dev.weft.evaluation.statistics.Estimate;
import dev.weft.evaluation.statistics.PairedDifferences;
import dev.weft.learning.TrainedHeads;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Which queries of a fold have an answer of their own family among the first ten.
 *
 * @param heldOutToImage by captions of families that the fold holds out, in the gallery of all pictures of one style
 * @param heldOutToText by pictures
 * @param guardToImage by captions of the guard set
 * @param guardToText by pictures
 */
record FoundTen(Answers heldOutToImage, Answers heldOutToText, Answers guardToImage, Answers guardToText) {

    private static final int RANK = 10;
    private static final ClusterBootstrap BOOTSTRAP = new ClusterBootstrap(5_000, 1);

    /**
     * Answers to queries.
     *
     * @param families of the queries
     * @param found whether the family was found, in the same order
     */
    record Answers(List<String> families, List<Boolean> found) {}

    static FoundTen of(TrainedHeads heads, Fold fold) {
        PictureSet catalog = fold.demo().catalog();
        PictureSet guard = fold.demo().guard();
        int[] gallery = Scores.gallery(catalog);
        int[] all = IntStream.range(0, guard.pictures().size()).toArray();
        List<String> families = Scores.families(catalog, gallery);
        int[] heldOut = IntStream.range(0, gallery.length)
                .filter(i -> fold.holdsOut(families.get(i)))
                .toArray();
        return new FoundTen(
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
                IntStream.of(better).mapToObj(closer -> closer < RANK).toList());
    }

    /** Prints the shares of both over all folds, and how they differ; queries of one family stand or fall together. */
    static void print(
            String what, List<FoundTen> byRandom, List<FoundTen> byMined, Function<FoundTen, Answers> answers) {
        List<String> families = new ArrayList<>();
        List<Boolean> random = new ArrayList<>();
        List<Boolean> mined = new ArrayList<>();
        for (int fold = 0; fold < byRandom.size(); fold++) {
            families.addAll(answers.apply(byRandom.get(fold)).families());
            random.addAll(answers.apply(byRandom.get(fold)).found());
            mined.addAll(answers.apply(byMined.get(fold)).found());
        }
        Estimate change = BOOTSTRAP.estimate(
                PairedDifferences.of(query -> points(mined.get(query)) - points(random.get(query)), families), 0.95);
        System.out.printf(
                "%-26s %8.1f %8.1f   %+.1f (%+.1f to %+.1f), %,d queries%n",
                what, share(random), share(mined), change.difference(), change.low(), change.high(), families.size());
    }

    private static double share(List<Boolean> found) {
        return found.stream().mapToDouble(FoundTen::points).average().orElseThrow();
    }

    private static double points(boolean found) {
        return found ? 100 : 0;
    }
}
