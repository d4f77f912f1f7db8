package dev.weft.evaluation.sets;

import dev.weft.evaluation.retrieval.ExactSearch;
import dev.weft.evaluation.retrieval.VectorMatrix;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Finds the items that are easily confused with others: near them lie items of other families that look alike and read differently, or read alike and look
 * differently. What is alike and what is not are quantiles of random pairs, since absolute cosines mean something else in every space. Only pictures are
 * compared with pictures and texts with texts, so being hard says nothing about whether a release finds the one by the other. Safe for use by several threads.
 */
public final class HardItems {

    /** So many nearest neighbours of other families are looked at, by looks and by words each. */
    private static final int NEIGHBOURS = 10;

    /** With those of the item's own family. */
    private static final int DEPTH = 5 * NEIGHBOURS;

    /** As the miner takes them: docs/mining.md. */
    private static final double ALIKE = 0.99;

    private static final double DIFFERENT = 0.9;

    /** Fewer items say nothing about a quantile of 0.99. */
    private static final int LEAST_ITEMS = 30;

    private static final int RANDOM_PAIRS = 20_000;

    private final List<EvaluationItem> items;
    private final Cosines looks;
    private final Cosines reads;

    /**
     * @param items in an order of their own, which decides the random pairs
     * @param media of the items, {@code [items, dimension]}, unit norm
     * @param texts of the items, the same
     */
    public HardItems(List<EvaluationItem> items, VectorMatrix media, VectorMatrix texts) {
        if (media.rows() != items.size() || texts.rows() != items.size()) {
            throw new IllegalArgumentException("each of the " + items.size() + " items must have its vectors, got "
                    + media.rows() + " and " + texts.rows());
        }
        this.items = List.copyOf(items);
        this.looks = Cosines.of(media);
        this.reads = Cosines.of(texts);
    }

    /**
     * Costs two exact searches.
     *
     * @param asked families whose items are looked at; each is compared with all
     * @param confusing how many of the ten nearest by looks, or of the ten nearest by words, must be confusing, 1 to 10
     * @return ids
     */
    public Set<String> find(Predicate<String> asked, int confusing, ExactSearch search) throws InterruptedException {
        int[] rows = IntStream.range(0, items.size())
                .filter(row -> asked.test(items.get(row).family()))
                .toArray();
        Set<String> hard = new HashSet<>();
        if (items.size() >= LEAST_ITEMS && rows.length > 0) {
            add(hard, rows, confusing, search, looks, reads);
            add(hard, rows, confusing, search, reads, looks);
        }
        return Set.copyOf(hard);
    }

    private void add(Set<String> hard, int[] rows, int confusing, ExactSearch search, Cosines near, Cosines far)
            throws InterruptedException {
        List<int[]> nearest = search.nearest(near.vectors().rows(rows), near.vectors(), DEPTH);
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            long found = Arrays.stream(nearest.get(i))
                    .filter(other ->
                            !items.get(other).family().equals(items.get(row).family()))
                    .limit(NEIGHBOURS)
                    .filter(other -> near.areAlike(row, other) && far.areDifferent(row, other))
                    .count();
            if (found >= confusing) {
                hard.add(items.get(row).id());
            }
        }
    }

    /**
     * @param low up to which cosines are those of different things
     * @param high from which on they are those of things that are alike
     */
    private record Cosines(VectorMatrix vectors, double low, double high) {

        static Cosines of(VectorMatrix vectors) {
            if (vectors.rows() < LEAST_ITEMS) {
                return new Cosines(vectors, 0, 1);
            }
            Random random = new Random(1);
            double[] sample = new double[RANDOM_PAIRS];
            for (int i = 0; i < RANDOM_PAIRS; i++) {
                int one = random.nextInt(vectors.rows());
                int other = (one + 1 + random.nextInt(vectors.rows() - 1)) % vectors.rows();
                sample[i] = cosine(vectors, one, other);
            }
            Arrays.sort(sample);
            return new Cosines(vectors, quantile(sample, DIFFERENT), quantile(sample, ALIKE));
        }

        boolean areAlike(int one, int other) {
            return cosine(vectors, one, other) >= high;
        }

        boolean areDifferent(int one, int other) {
            return cosine(vectors, one, other) <= low;
        }

        private static double quantile(double[] sorted, double quantile) {
            return sorted[(int) Math.round(quantile * (sorted.length - 1))];
        }

        private static double cosine(VectorMatrix vectors, int one, int other) {
            double sum = 0;
            for (int d = 0; d < vectors.dimension(); d++) {
                sum += (double) vectors.get(one, d) * vectors.get(other, d);
            }
            return sum;
        }
    }
}
