package dev.weft.mining.negatives;

import java.util.List;

/**
 * Cosines between media and text as log odds of belonging together, so that one margin means the same in every release: {@code slope * cosine +
 * offset}. Fitted on matched and random pairs as two normal distributions of one variance, at equal odds: with the positives' and the
 * random pairs' means and their pooled variance the log odds are linear in the cosine (linear discriminant analysis).
 *
 * @param slope positive
 */
public record LogitScale(double slope, double offset) {

    /** Keeps the slope finite where all cosines are alike. */
    private static final double LEAST_VARIANCE = 1e-6;

    /** @param matched cosines of pairs, at least one; {@code random} likewise */
    static LogitScale fit(List<Float> matched, List<Float> random) {
        double high = mean(matched);
        double low = mean(random);
        double squares = squares(matched, high) + squares(random, low);
        double variance = Math.max(LEAST_VARIANCE, squares / Math.max(1, matched.size() + random.size() - 2));
        // A release that can't tell pairs from random ones must not turn the order round.
        double slope = Math.max(1, (high - low) / variance);
        return new LogitScale(slope, -slope * (high + low) / 2);
    }

    public double logit(double cosine) {
        return slope * cosine + offset;
    }

    /** How likely two parts belong together, when every second pair does. */
    public double probability(double cosine) {
        return 1 / (1 + Math.exp(-logit(cosine)));
    }

    private static double mean(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
    }

    private static double squares(List<Float> values, double mean) {
        return values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
    }
}
