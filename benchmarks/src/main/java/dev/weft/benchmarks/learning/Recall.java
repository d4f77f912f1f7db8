package dev.weft.benchmarks.learning;

import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Shares of queries, in per cent, with an answer of their own family among the first 1, 5 and 10.
 *
 * @param at 1, 5 and 10
 */
record Recall(List<Double> at) {

    private static final int[] RANKS = {1, 5, 10};

    static Recall of(float[][] vectors, float[][] gallery, List<String> families, IntPredicate asked) {
        int[] found = new int[RANKS.length];
        int queries = 0;
        for (int query = 0; query < vectors.length; query++) {
            if (!asked.test(query)) {
                continue;
            }
            queries++;
            int better = better(vectors[query], gallery, families, families.get(query));
            for (int i = 0; i < RANKS.length; i++) {
                found[i] += better < RANKS[i] ? 1 : 0;
            }
        }
        double all = queries / 100.0;
        return new Recall(List.of(found[0] / all, found[1] / all, found[2] / all));
    }

    /** How many of other families are closer than the closest of the family. */
    private static int better(float[] query, float[][] gallery, List<String> families, String family) {
        double[] cosines = new double[gallery.length];
        double own = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < gallery.length; i++) {
            for (int k = 0; k < query.length; k++) {
                cosines[i] += (double) query[k] * gallery[i][k];
            }
            if (families.get(i).equals(family)) {
                own = Math.max(own, cosines[i]);
            }
        }
        int better = 0;
        for (int i = 0; i < gallery.length; i++) {
            better += cosines[i] > own && !families.get(i).equals(family) ? 1 : 0;
        }
        return better;
    }

    double atTen() {
        return at.get(RANKS.length - 1);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%5.1f %5.1f %5.1f", at.get(0), at.get(1), at.get(2));
    }
}
