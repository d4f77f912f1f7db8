package dev.weft.evaluation.report;

import dev.weft.evaluation.retrieval.Direction;
import dev.weft.evaluation.retrieval.Metric;
import dev.weft.evaluation.statistics.Estimate;

/**
 * One metric before and after, in per cent.
 *
 * @param before of the incumbent
 * @param after of the candidate
 * @param change in points, with its interval by family
 */
public record MetricComparison(Direction direction, Metric metric, double before, double after, Estimate change) {}
