package dev.weft.evaluation.report;

import dev.weft.evaluation.gate.GateDecision;
import dev.weft.evaluation.gate.GateThresholds;
import dev.weft.evaluation.geometry.SpaceGeometry;
import java.time.Instant;
import java.util.List;

/**
 * All that is known of a judgement; part of the release, of a rejected one too.
 *
 * @param candidate release
 * @param incumbent release that it was held against
 * @param seed of the heads that the comparisons and examples are of; {@code ReleaseEvaluation.MEAN_OF_SEEDS} for the mean of several
 * @param thresholds that the decision was made by
 * @param sets each before and after
 * @param geometryBefore of the incumbent
 * @param geometryAfter of the candidate
 * @param curve of the training; empty where it is not known
 * @param examples queries that got better and worse
 */
public record GateReport(
        String candidate,
        String incumbent,
        long seed,
        Instant judgedAt,
        GateDecision decision,
        GateThresholds thresholds,
        List<SetComparison> sets,
        SpaceGeometry geometryBefore,
        SpaceGeometry geometryAfter,
        List<CurvePoint> curve,
        List<Example> examples) {

    public GateReport {
        sets = List.copyOf(sets);
        curve = List.copyOf(curve);
        examples = List.copyOf(examples);
    }
}
