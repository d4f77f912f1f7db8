package dev.weft.evaluation.report;

/**
 * A point of a training curve.
 *
 * @param series what was measured, {@code loss} for example
 * @param step of the training
 */
public record CurvePoint(String series, long step, double value) {}
