package dev.weft.evaluation.statistics;

/**
 * The smallest change that a set of this size shows with a power of 80 %: (z of the confidence + z of the power) × standard error.
 *
 * @param points in the metric's unit
 * @param queries of the set
 * @param families of the set
 */
public record MinimalDetectableChange(double points, int queries, int families) {

    private static final double POWER = 0.8;

    /**
     * The least variance that two different releases are taken to have per family, in points squared: 3.5 % of the queries change by 100 points. Without it,
     * two releases that agree by chance would make a small set look sharp.
     */
    private static final double LEAST_VARIANCE = 0.035 * 100 * 100;

    /** @param alpha one-sided, of the decision */
    public static MinimalDetectableChange of(PairedDifferences differences, Estimate estimate, double alpha) {
        double error = Math.max(estimate.standardError(), Math.sqrt(LEAST_VARIANCE / differences.families()));
        double points = (Normal.quantile(1 - alpha) + Normal.quantile(POWER)) * error;
        return new MinimalDetectableChange(points, differences.queries(), differences.families());
    }
}
