package dev.weft.evaluation.gate;

import dev.weft.evaluation.retrieval.Direction;
import dev.weft.evaluation.retrieval.Metric;
import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.statistics.ClusterBootstrap;
import dev.weft.evaluation.statistics.Estimate;
import java.util.Arrays;
import java.util.stream.Stream;

/** Outside the customer's domain nothing may be forgotten: in neither direction, because a gain in one could hide a loss in the other. */
final class GuardRule implements Rule {

    @Override
    public Stream<Check> judge(Comparison comparison) {
        return comparison
                .of(EvaluationKind.GUARD)
                .flatMap(
                        pair -> Arrays.stream(Direction.values()).map(direction -> judge(comparison, pair, direction)));
    }

    private static Check judge(Comparison comparison, SetPair pair, Direction direction) {
        GateThresholds.Evidence evidence = comparison.thresholds().evidence();
        Estimate estimate = new ClusterBootstrap(evidence.resamples(), evidence.seed())
                .estimate(pair.differences(Metric.RECALL_AT_10, direction), evidence.confidence());
        Bound bound = Bound.atLeast(-comparison.thresholds().losses().guard());
        return new Check(
                "guard",
                pair.set().name() + " " + direction.shown(),
                comparison.candidate().seed(),
                bound.holds(estimate.difference()) ? CheckStatus.PASSED : CheckStatus.FAILED,
                estimate.difference(),
                bound,
                estimate,
                "Outside the domain R@10 changes by " + Points.change(estimate) + "; it may fall by at most "
                        + Points.of(comparison.thresholds().losses().guard()) + " points.");
    }
}
