package dev.weft.evaluation.gate;

import dev.weft.evaluation.retrieval.Metric;
import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.statistics.ClusterBootstrap;
import dev.weft.evaluation.statistics.Estimate;
import dev.weft.evaluation.statistics.PairedDifferences;
import dev.weft.evaluation.statistics.SignFlipTest;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * On hard sets no loss may be shown. They are small by their nature, a part of the held-out items: who asked for proof that nothing is lost would find every
 * catalog too small.
 */
final class ShownLossRule implements Rule {

    @Override
    public Stream<Check> judge(Comparison comparison) {
        return comparison.of(EvaluationKind.HARD).map(pair -> judge(comparison, pair));
    }

    private static Check judge(Comparison comparison, SetPair pair) {
        GateThresholds.Evidence evidence = comparison.thresholds().evidence();
        PairedDifferences differences = pair.differences(Metric.RECALL_AT_10);
        Estimate estimate = new ClusterBootstrap(evidence.resamples(), evidence.seed())
                .estimate(differences, evidence.confidence());
        Bound bound = Bound.atLeast(-comparison.thresholds().losses().elsewhere());
        // The bootstrap alone is too sure of few families.
        double chance =
                new SignFlipTest(evidence.resamples(), evidence.seed()).probabilityOfGain(differences.reversed());
        double allowed = (1 - evidence.confidence()) / 2;
        boolean shown = !bound.holds(estimate.high()) && chance <= allowed;
        return new Check(
                "no-shown-loss",
                pair.set().name(),
                comparison.candidate().seed(),
                shown ? CheckStatus.FAILED : CheckStatus.PASSED,
                estimate.high(),
                bound,
                estimate,
                String.format(
                        Locale.ROOT,
                        "On the set of %s R@10 over both directions changes by %s; a loss is shown where the upper end is below %s and equal releases would show "
                                + "such a loss in at most %.2f %% of the cases, and they would in %.2f %%. n = %d in %d families.",
                        pair.set().kind().shown(),
                        Points.change(estimate),
                        Points.signed(bound.limit()),
                        100 * allowed,
                        100 * chance,
                        differences.queries(),
                        differences.families()));
    }
}
