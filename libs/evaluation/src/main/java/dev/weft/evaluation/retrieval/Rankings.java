package dev.weft.evaluation.retrieval;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Where each query of a set found its answer, in one direction. Ranks count from 1. Immutable.
 */
public final class Rankings {

    /** How long the kept lists are, and where nDCG is cut. */
    public static final int DEPTH = 10;

    private final int[] ranks;
    private final double[] ndcg;
    private final int[][] top;

    Rankings(int[] ranks, double[] ndcg, int[][] top) {
        this.ranks = ranks;
        this.ndcg = ndcg;
        this.top = top;
    }

    public int queries() {
        return ranks.length;
    }

    /** The rank of the query's best right answer; what ties with it or can't be compared stands before it. */
    public int rank(int query) {
        return ranks[query];
    }

    /** Rows of the pool, best first, at most {@link #DEPTH}; a copy. */
    public int[] top(int query) {
        return top[query].clone();
    }

    /** 100 where a right answer is among the first k, else 0. */
    public double hit(int query, int k) {
        return ranks[query] <= k ? 100 : 0;
    }

    /** Of 1, with binary relevance, cut at {@link #DEPTH}. */
    double ndcg(int query) {
        return ndcg[query];
    }

    /** Over all queries, in per cent; 0 where there are none. */
    public double mean(Metric metric) {
        return IntStream.range(0, ranks.length)
                .mapToDouble(query -> metric.of(this, query))
                .average()
                .orElse(0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rankings that
                && Arrays.equals(ranks, that.ranks)
                && Arrays.equals(ndcg, that.ndcg)
                && Arrays.deepEquals(top, that.top);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ranks);
    }
}
