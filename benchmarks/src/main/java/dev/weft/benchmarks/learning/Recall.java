package dev.weft.benchmarks.learning;

import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Shares of queries, in per cent, with an answer of their own family among the first 1, 5 and 10.
 *
 * @param at 1, 5 and 10
 */
record Recall(List<Double> at) {

    private static final int[] RANKS = {1, 5, 10};

    static Recall of(float[][] vectors, float[][] gallery, List<String> families, IntPredicate asked) {
        int[] queries = IntStream.range(0, vectors.length).filter(asked).toArray();
        int[] better = better(vectors, gallery, families, queries);
        return new Recall(IntStream.of(RANKS)
                .mapToObj(rank -> 100.0
                        * IntStream.of(better).filter(closer -> closer < rank).count()
                        / queries.length)
                .toList());
    }

    /** For each of the queries how many of other families are closer than the closest of its own. */
    static int[] better(float[][] vectors, float[][] gallery, List<String> families, int[] queries) {
        return IntStream.of(queries)
                .map(query -> better(vectors[query], gallery, families, families.get(query)))
                .toArray();
    }

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
