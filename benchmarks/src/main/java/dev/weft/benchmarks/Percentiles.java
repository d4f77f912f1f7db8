package dev.weft.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Order statistics of measured milliseconds (nearest rank). */
public record Percentiles(double p50, double p95, double p99, double max, int count) {

    public static Percentiles of(double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return new Percentiles(
                rank(sorted, 0.50), rank(sorted, 0.95), rank(sorted, 0.99), sorted[sorted.length - 1], sorted.length);
    }

    private static double rank(double[] sorted, double quantile) {
        return sorted[Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1)];
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms (n = %d)", p50, p95, p99, max, count);
    }
}
