package dev.weft.evaluation.statistics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * What two releases differ by on the same queries, added up by family: variants of one product stand or fall together, so a family is one observation,
 * not as many as it has items. Immutable.
 */
public final class PairedDifferences {

    private final double[] sums;
    private final int[] counts;
    private final int queries;

    private PairedDifferences(double[] sums, int[] counts, int queries) {
        this.sums = sums;
        this.counts = counts;
        this.queries = queries;
    }

    /**
     * @param difference of a query: candidate minus incumbent, in points
     * @param families of the queries, in their order; at least one
     */
    public static PairedDifferences of(IntToDoubleFunction difference, List<String> families) {
        if (families.isEmpty()) {
            throw new IllegalArgumentException("there must be at least 1 query, got 0");
        }
        Map<String, Integer> clusters = new LinkedHashMap<>();
        families.forEach(family -> clusters.putIfAbsent(family, clusters.size()));
        double[] sums = new double[clusters.size()];
        int[] counts = new int[clusters.size()];
        for (int query = 0; query < families.size(); query++) {
            int cluster = clusters.getOrDefault(families.get(query), 0);
            sums[cluster] += difference.applyAsDouble(query);
            counts[cluster]++;
        }
        return new PairedDifferences(sums, counts, families.size());
    }

    /** Incumbent minus candidate. */
    public PairedDifferences reversed() {
        double[] negated = Arrays.stream(sums).map(sum -> -sum).toArray();
        return new PairedDifferences(negated, counts, queries);
    }

    /** Over all queries, in points. */
    public double mean() {
        double sum = 0;
        for (double cluster : sums) {
            sum += cluster;
        }
        return sum / queries;
    }

    public int queries() {
        return queries;
    }

    public int families() {
        return sums.length;
    }

    double sum(int family) {
        return sums[family];
    }

    int count(int family) {
        return counts[family];
    }
}
