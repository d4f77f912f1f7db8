package dev.weft.evaluation.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The paired percentile bootstrap over families (Efron and Tibshirani 1993, chapter 13; Field and Welsh 2007 for clusters): families are drawn with
 * replacement and bring all their queries. The same seed gives the same interval. Costs resamples × families.
 *
 * @param resamples how often families are drawn, at least 100
 * @param seed of the draws
 */
public record ClusterBootstrap(int resamples, long seed) {

    public ClusterBootstrap {
        if (resamples < 100) {
            throw new IllegalArgumentException("resamples must be at least 100, got " + resamples);
        }
    }

    /** @param confidence of the two-sided interval, above 0 and below 1 */
    public Estimate estimate(PairedDifferences differences, double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be above 0 and below 1, got " + confidence);
        }
        double[] means = means(differences);
        double error = standardDeviation(means);
        Arrays.sort(means);
        double tail = (1 - confidence) / 2;
        return new Estimate(
                differences.mean(),
                means[(int) Math.floor(tail * (resamples - 1))],
                means[(int) Math.ceil((1 - tail) * (resamples - 1))],
                confidence,
                error);
    }

    private double[] means(PairedDifferences differences) {
        SplittableRandom random = new SplittableRandom(seed);
        int families = differences.families();
        double[] means = new double[resamples];
        for (int resample = 0; resample < resamples; resample++) {
            double sum = 0;
            long count = 0;
            for (int draw = 0; draw < families; draw++) {
                int family = random.nextInt(families);
                sum += differences.sum(family);
                count += differences.count(family);
            }
            means[resample] = sum / count;
        }
        return means;
    }

    private static double standardDeviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1));
    }
}
