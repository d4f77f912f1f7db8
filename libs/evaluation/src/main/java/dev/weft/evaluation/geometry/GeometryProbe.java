package dev.weft.evaluation.geometry;

import dev.weft.evaluation.retrieval.ExactSearch;
import dev.weft.evaluation.retrieval.VectorMatrix;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures a space on a sample of its pairs. The same seed takes the same rows, so that two releases are measured on the same pairs, but for those that are
 * absent. Costs about 6 × pairs² × dimension multiplications. Safe for use by several threads.
 *
 * @param maxPairs of the sample
 * @param seed of the sample
 */
public record GeometryProbe(ExactSearch search, int maxPairs, long seed) {

    private static final int NEIGHBOURS = 10;
    private static final int LEAST_PAIRS = 2;

    public GeometryProbe {
        if (maxPairs < LEAST_PAIRS) {
            throw new IllegalArgumentException("maxPairs must be at least " + LEAST_PAIRS + ", got " + maxPairs);
        }
    }

    /** 2,000 pairs: the mean of a cosine is then known to about 0.01. */
    public static GeometryProbe withDefaults(ExactSearch search) {
        return new GeometryProbe(search, 2000, 1);
    }

    /**
     * @param images {@code [pairs, dimension]}, of unit norm
     * @param texts {@code [pairs, dimension]}, of unit norm; row i belongs to picture i
     * @throws IllegalArgumentException if there are less than 2 pairs, or shapes differ
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public SpaceGeometry measure(VectorMatrix images, VectorMatrix texts) throws InterruptedException {
        int[] sample = Arrays.stream(sample(Math.min(images.rows(), texts.rows())))
                .filter(row -> !images.isAbsent(row) && !texts.isAbsent(row))
                .toArray();
        if (images.rows() != texts.rows() || images.dimension() != texts.dimension() || sample.length < LEAST_PAIRS) {
            throw new IllegalArgumentException("there must be at least " + LEAST_PAIRS
                    + " pictures and as many texts of one dimension, got " + images.rows() + " x " + images.dimension()
                    + " and "
                    + texts.rows() + " x " + texts.dimension());
        }
        VectorMatrix pictures = images.rows(sample);
        VectorMatrix words = texts.rows(sample);
        Pairs pairs = new Pairs(pictures, words);
        Spread pictureSpread = Spread.of(pictures);
        Spread wordSpread = Spread.of(words);
        Hubs toPictures = Hubs.of(search.nearest(words, pictures, NEIGHBOURS), sample.length);
        Hubs toWords = Hubs.of(search.nearest(pictures, words, NEIGHBOURS), sample.length);
        return new SpaceGeometry(
                sample.length,
                pairs.gap(),
                pairs.separability(),
                pairs.matchedCosine(),
                pairs.randomCosine(),
                otherModalityShare(pictures, words),
                2 - 2 * pairs.matchedCosine(),
                Math.max(pictureSpread.uniformity(), wordSpread.uniformity()),
                Math.min(pictureSpread.effectiveRank(), wordSpread.effectiveRank()),
                Math.max(pictureSpread.meanCosine(), wordSpread.meanCosine()),
                Math.max(toPictures.share(), toWords.share()),
                Math.max(toPictures.skewness(), toWords.skewness()));
    }

    private int[] sample(int rows) {
        List<Integer> order = Arrays.asList(IntStream.range(0, rows).boxed().toArray(Integer[]::new));
        Collections.shuffle(order, new Random(seed));
        return order.stream()
                .limit(maxPairs)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private double otherModalityShare(VectorMatrix pictures, VectorMatrix words) throws InterruptedException {
        VectorMatrix corpus = pictures.followedBy(words);
        // One more than the neighbours: the query itself is of the corpus.
        List<int[]> nearest = search.nearest(corpus, corpus, NEIGHBOURS + 1);
        long others = 0;
        long all = 0;
        for (int query = 0; query < nearest.size(); query++) {
            int own = query;
            int[] neighbours = Arrays.stream(nearest.get(query))
                    .filter(row -> row != own)
                    .limit(NEIGHBOURS)
                    .toArray();
            boolean picture = query < pictures.rows();
            others += Arrays.stream(neighbours)
                    .filter(row -> row < pictures.rows() != picture)
                    .count();
            all += neighbours.length;
        }
        return (double) others / all;
    }
}
