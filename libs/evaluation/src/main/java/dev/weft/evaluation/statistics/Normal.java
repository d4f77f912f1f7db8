package dev.weft.evaluation.statistics;

/** The standard normal distribution. */
final class Normal {

    /** Beyond it the tail is below 1e-15. */
    private static final double EDGE = 8;

    private Normal() {}

    /** By Marsaglia's series ("Evaluating the normal distribution", 2004), whose error is below 1e-15 here. */
    static double cumulative(double z) {
        if (z > EDGE) {
            return 1;
        }
        if (z < -EDGE) {
            return 0;
        }
        double sum = z;
        double term = z;
        for (int i = 3; sum + term != sum; i += 2) {
            term *= z * z / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    }

    /** The z below which a share {@code probability} lies; within 1e-12, between -8 and 8. */
    static double quantile(double probability) {
        double low = -EDGE;
        double high = EDGE;
        while (high - low > 1e-12) {
            double middle = (low + high) / 2;
            if (cumulative(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
