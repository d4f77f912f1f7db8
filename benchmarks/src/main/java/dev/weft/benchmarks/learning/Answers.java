package dev.weft.benchmarks.learning;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Answers to queries.
 *
 * @param families of the queries
 * @param better how many of other families are closer than the closest of the own one, in the same order
 */
record Answers(List<String> families, List<Integer> better) {

    static final List<Integer> RANKS = List.of(1, 5, 10);

    /**
     * @param vectors by place
     * @param gallery what is searched
     * @param families of both, by place
     * @param queries places of the vectors that are asked with
     */
    static Answers of(float[][] vectors, float[][] gallery, List<String> families, int[] queries) {
        return new Answers(
                IntStream.of(queries).mapToObj(families::get).toList(),
                IntStream.of(queries)
                        .mapToObj(query -> better(vectors[query], gallery, families, families.get(query)))
                        .toList());
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

    /** All of them one after the other. */
    static Answers all(List<Answers> parts) {
        return new Answers(
                parts.stream().flatMap(part -> part.families().stream()).toList(),
                parts.stream().flatMap(part -> part.better().stream()).toList());
    }

    /** Recall in per cent: the share of queries that find their family up to the rank. */
    double recall(int rank) {
        return IntStream.range(0, better.size())
                .mapToDouble(query -> points(query, rank))
                .average()
                .orElseThrow();
    }

    /** 100 if the query finds its family up to the rank, else 0. */
    double points(int query, int rank) {
        return better.get(query) < rank ? 100 : 0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%5.1f %5.1f %5.1f", recall(1), recall(5), recall(10));
    }
}
