package dev.weft.evaluation.statistics;

import java.util.SplittableRandom;

/**
 * The paired randomisation test (Fisher 1935): if the releases were alike, the sign of each family's difference would be a coin's. It holds for few families too,
 * where the percentile bootstrap is too sure of itself: four families that all got better have a bootstrap interval above 0, but happen once in 16 times.
 *
 * @param flips how often all signs are drawn, at least 100
 * @param seed of the draws
 */
public record SignFlipTest(int flips, long seed) {

    public SignFlipTest {
        if (flips < 100) {
            throw new IllegalArgumentException("flips must be at least 100, got " + flips);
        }
    }

    /** How probable so large a gain, or a larger one, is if nothing changed; never below 1 / (flips + 1). */
    public double probabilityOfGain(PairedDifferences differences) {
        double observed = 0;
        for (int family = 0; family < differences.families(); family++) {
            observed += differences.sum(family);
        }
        // Sums of the same numbers in another order may differ in the last digits: they are equal.
        double threshold = observed - 1e-9 * Math.max(1, Math.abs(observed));
        SplittableRandom random = new SplittableRandom(seed);
        int atLeast = 1;
        for (int flip = 0; flip < flips; flip++) {
            if (flippedSum(differences, random) >= threshold) {
                atLeast++;
            }
        }
        return atLeast / (flips + 1.0);
    }

    private static double flippedSum(PairedDifferences differences, SplittableRandom random) {
        double sum = 0;
        long signs = 0;
        for (int family = 0; family < differences.families(); family++) {
            if (family % Long.SIZE == 0) {
                signs = random.nextLong();
            }
            sum += (signs & 1) == 0 ? differences.sum(family) : -differences.sum(family);
            signs >>>= 1;
        }
        return sum;
    }
}
