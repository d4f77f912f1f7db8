package dev.weft.evaluation.report;

import dev.weft.evaluation.gate.SetResult;
import dev.weft.evaluation.retrieval.Direction;
import dev.weft.evaluation.retrieval.Metric;
import dev.weft.evaluation.retrieval.Rankings;
import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.sets.EvaluationSet;
import dev.weft.evaluation.statistics.ClusterBootstrap;
import dev.weft.evaluation.statistics.Estimate;
import dev.weft.evaluation.statistics.PairedDifferences;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * One release on one set, held against nothing.
 *
 * @param contentHash of the set
 * @param families of the queries
 * @param poolSize that each query searched
 * @param figures every metric in both directions
 */
public record SetFigures(
        String name,
        EvaluationKind kind,
        int version,
        String contentHash,
        int queries,
        int families,
        int poolSize,
        List<Figure> figures) {

    /**
     * In per cent.
     *
     * @param low lower end of the interval by family
     * @param high upper end of the interval by family
     */
    public record Figure(Direction direction, Metric metric, double value, double low, double high) {}

    public SetFigures {
        figures = List.copyOf(figures);
    }

    /** @param confidence of the intervals, above 0 and below 1 */
    public static SetFigures of(SetResult result, ClusterBootstrap bootstrap, double confidence) {
        EvaluationSet set = result.set();
        return new SetFigures(
                set.name(),
                set.kind(),
                set.version(),
                set.contentHash().hex(),
                set.queries().size(),
                new HashSet<>(set.families()).size(),
                set.poolSize(),
                Arrays.stream(Direction.values())
                        .flatMap(direction -> Arrays.stream(Metric.values())
                                .map(metric -> figure(result, direction, metric, bootstrap, confidence)))
                        .toList());
    }

    private static Figure figure(
            SetResult result, Direction direction, Metric metric, ClusterBootstrap bootstrap, double confidence) {
        Rankings rankings = result.rankings(direction);
        // A value is its difference to nothing.
        Estimate estimate = bootstrap.estimate(
                PairedDifferences.of(
                        query -> metric.of(rankings, query), result.set().families()),
                confidence);
        return new Figure(direction, metric, estimate.difference(), estimate.low(), estimate.high());
    }
}
