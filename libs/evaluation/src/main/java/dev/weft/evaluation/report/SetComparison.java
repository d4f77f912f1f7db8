package dev.weft.evaluation.report;

import dev.weft.evaluation.gate.SetPair;
import dev.weft.evaluation.retrieval.Direction;
import dev.weft.evaluation.retrieval.Metric;
import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.sets.EvaluationSet;
import dev.weft.evaluation.statistics.ClusterBootstrap;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Both releases on one set.
 *
 * @param contentHash of the set
 * @param families of the queries
 * @param poolSize that each query searched
 * @param metrics every metric in both directions
 * @param textToImage where the answers stand
 */
public record SetComparison(
        String name,
        EvaluationKind kind,
        int version,
        String contentHash,
        int queries,
        int families,
        int poolSize,
        List<MetricComparison> metrics,
        RankHistogram textToImage) {

    public SetComparison {
        metrics = List.copyOf(metrics);
    }

    /** @param confidence of the intervals, above 0 and below 1 */
    public static SetComparison of(SetPair pair, ClusterBootstrap bootstrap, double confidence) {
        EvaluationSet set = pair.set();
        List<MetricComparison> metrics = Arrays.stream(Direction.values())
                .flatMap(direction -> Arrays.stream(Metric.values())
                        .map(metric -> compare(pair, direction, metric, bootstrap, confidence)))
                .toList();
        return new SetComparison(
                set.name(),
                set.kind(),
                set.version(),
                set.contentHash().hex(),
                set.queries().size(),
                new HashSet<>(set.families()).size(),
                set.poolSize(),
                metrics,
                RankHistogram.of(
                        pair.incumbent().textToImage(), pair.candidate().textToImage(), set.poolSize()));
    }

    private static MetricComparison compare(
            SetPair pair, Direction direction, Metric metric, ClusterBootstrap bootstrap, double confidence) {
        return new MetricComparison(
                direction,
                metric,
                pair.incumbent().rankings(direction).mean(metric),
                pair.candidate().rankings(direction).mean(metric),
                bootstrap.estimate(pair.differences(metric, direction), confidence));
    }
}
