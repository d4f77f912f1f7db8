package dev.weft.evaluation.gate;

import dev.weft.evaluation.retrieval.Metric;
import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.statistics.ClusterBootstrap;
import dev.weft.evaluation.statistics.Estimate;
import dev.weft.evaluation.statistics.MinimalDetectableChange;
import dev.weft.evaluation.statistics.PairedDifferences;
import java.util.Set;
import java.util.stream.Stream;

/** On newest, unseen and moderation sets, it must be sure that R@10 over both directions does not fall. */
final class LossRule implements Rule {

    private static final Set<EvaluationKind> KINDS =
            Set.of(EvaluationKind.NEWEST, EvaluationKind.UNSEEN, EvaluationKind.MODERATION);

    @Override
    public Stream<Check> judge(Comparison comparison) {
        return comparison.pairs().stream()
                .filter(pair -> KINDS.contains(pair.set().kind()))
                .map(pair -> judge(comparison, pair));
    }

    private static Check judge(Comparison comparison, SetPair pair) {
        GateThresholds thresholds = comparison.thresholds();
        GateThresholds.Evidence evidence = thresholds.evidence();
        PairedDifferences differences = pair.differences(Metric.RECALL_AT_10);
        Estimate estimate = new ClusterBootstrap(evidence.resamples(), evidence.seed())
                .estimate(differences, evidence.confidence());
        MinimalDetectableChange visible =
                MinimalDetectableChange.of(differences, estimate, (1 - evidence.confidence()) / 2);
        Bound bound = Bound.above(-thresholds.losses().elsewhere());
        boolean open = bound.holds(estimate.high())
                && visible.points() > thresholds.gains().decidableChange();
        CheckStatus otherwise = open ? CheckStatus.UNDECIDED : CheckStatus.FAILED;
        return new Check(
                "no-loss",
                pair.set().name(),
                comparison.candidate().seed(),
                bound.holds(estimate.low()) ? CheckStatus.PASSED : otherwise,
                estimate.low(),
                bound,
                estimate,
                "On the set of " + pair.set().kind().shown() + " R@10 over both directions changes by "
                        + Points.change(estimate) + "; the lower end must be above " + Points.signed(bound.limit())
                        + ". n = " + visible.queries() + ": a change under " + Points.of(visible.points())
                        + " points can't be seen.");
    }
}
