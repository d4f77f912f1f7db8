package dev.weft.evaluation.statistics;

/**
 * A difference between two releases and how sure it is, in points.
 *
 * @param difference candidate minus incumbent
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param confidence that the interval was made for, 0.95 for example: half of the rest lies on each side
 * @param standardError of the difference
 */
public record Estimate(double difference, double low, double high, double confidence, double standardError) {}
