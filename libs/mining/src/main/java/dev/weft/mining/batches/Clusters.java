package dev.weft.mining.batches;

import dev.weft.mining.negatives.MinedPair;
import dev.weft.mining.negatives.Yardstick;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts pairs together that are hard for each other: each is a negative of all others in its batch, so a batch of look-alikes teaches more than a random
 * one (B3, arXiv 2205.14205). Greedy: a cluster begins with the first pair that is left and takes the one that is hardest for those in it, on average.
 */
final class Clusters {

    private final List<MinedPair> pairs;
    private final Masks masks;

    Clusters(List<MinedPair> pairs, Masks masks) {
        this.pairs = pairs;
        this.masks = masks;
    }

    /**
     * Indexes of the pairs, each in one cluster; the last may be smaller. Costs two comparisons of vectors for each two pairs.
     *
     * @param size of a cluster, positive
     */
    List<List<Integer>> of(int size) {
        List<List<Integer>> clusters = new ArrayList<>();
        boolean[] taken = new boolean[pairs.size()];
        for (int seed = 0; seed < pairs.size(); seed++) {
            if (!taken[seed]) {
                clusters.add(grow(seed, size, taken));
            }
        }
        return clusters;
    }

    private List<Integer> grow(int seed, int size, boolean[] taken) {
        double[] hardness = new double[pairs.size()];
        List<Integer> cluster = new ArrayList<>();
        int next = seed;
        while (next >= 0) {
            cluster.add(next);
            taken[next] = true;
            if (cluster.size() == size) {
                return cluster;
            }
            int hardest = -1;
            for (int i = 0; i < taken.length; i++) {
                if (!taken[i]) {
                    hardness[i] += hardness(next, i);
                    hardest = hardest < 0 || hardness[i] > hardness[hardest] ? i : hardest;
                }
            }
            next = hardest;
        }
        return cluster;
    }

    /** How alike they are across, in both directions; two that must not be each other's negatives are of no use to each other. */
    private double hardness(int one, int other) {
        if (masks.excludes(pairs.get(one), pairs.get(other))) {
            return -2;
        }
        if (pairs.get(one).vectors().isEmpty() || pairs.get(other).vectors().isEmpty()) {
            return 0;
        }
        Yardstick.Pair first = pairs.get(one).vectors().get();
        Yardstick.Pair second = pairs.get(other).vectors().get();
        return first.media().cosine(second.text()) + second.media().cosine(first.text());
    }
}
