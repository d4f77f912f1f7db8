package dev.weft.evaluation.gate;

import dev.weft.evaluation.retrieval.Metric;
import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.statistics.ClusterBootstrap;
import dev.weft.evaluation.statistics.Estimate;
import dev.weft.evaluation.statistics.MinimalDetectableChange;
import dev.weft.evaluation.statistics.PairedDifferences;
import dev.weft.evaluation.statistics.SignFlipTest;
import java.util.Locale;
import java.util.stream.Stream;

/** In-domain, R@10 over both directions must rise: by enough, with an interval above zero, and beyond what a coin would do. */
final class GainRule implements Rule {

    @Override
    public Stream<Check> judge(Comparison comparison) {
        return comparison.of(EvaluationKind.IN_DOMAIN).flatMap(pair -> judge(comparison, pair));
    }

    private static Stream<Check> judge(Comparison comparison, SetPair pair) {
        String subject = pair.set().name();
        double alpha = comparison.alpha();
        if (alpha <= 0) {
            return Stream.of(comparison.check(
                    "judgements-left",
                    subject,
                    CheckStatus.UNDECIDED,
                    0,
                    Bound.above(0),
                    "The set has been judged by as often as it was planned for; freeze a new version of it."));
        }
        GateThresholds thresholds = comparison.thresholds();
        GateThresholds.Evidence evidence = thresholds.evidence();
        PairedDifferences differences = pair.differences(Metric.RECALL_AT_10);
        Estimate estimate =
                new ClusterBootstrap(evidence.resamples(), evidence.seed()).estimate(differences, 1 - 2 * alpha);
        MinimalDetectableChange visible = MinimalDetectableChange.of(differences, estimate, alpha);
        // Where the set could not have shown a gain that matters, its silence proves nothing; a loss proves itself.
        boolean open =
                estimate.high() >= 0 && visible.points() > thresholds.gains().decidableChange();
        CheckStatus otherwise = open ? CheckStatus.UNDECIDED : CheckStatus.FAILED;
        double chance = new SignFlipTest(evidence.resamples(), evidence.seed()).probabilityOfGain(differences);
        return Stream.of(
                check(
                        comparison,
                        "gain",
                        subject,
                        otherwise,
                        estimate.difference(),
                        Bound.atLeast(thresholds.gains().minimalGain()),
                        estimate,
                        "R@10 over both directions changes by " + Points.change(estimate) + "; "
                                + Points.signed(thresholds.gains().minimalGain())
                                + " is the least that is worth a release. "
                                + visibleChange(visible)),
                check(
                        comparison,
                        "gain-interval",
                        subject,
                        otherwise,
                        estimate.low(),
                        Bound.above(0),
                        estimate,
                        "The interval of the gain must lie above zero; its lower end is "
                                + Points.signed(estimate.low()) + "."),
                check(
                        comparison,
                        "gain-chance",
                        subject,
                        otherwise,
                        chance,
                        Bound.atMost(alpha),
                        estimate,
                        String.format(
                                Locale.ROOT,
                                "Two equal releases would show such a gain in %.2f %% of the cases; at most %.2f %% is allowed in this judgement.",
                                100 * chance,
                                100 * alpha)));
    }

    private static Check check(
            Comparison comparison,
            String name,
            String subject,
            CheckStatus otherwise,
            double measured,
            Bound bound,
            Estimate estimate,
            String sentence) {
        CheckStatus status = bound.holds(measured) ? CheckStatus.PASSED : otherwise;
        return new Check(name, subject, comparison.candidate().seed(), status, measured, bound, estimate, sentence);
    }

    private static String visibleChange(MinimalDetectableChange visible) {
        return "n = " + visible.queries() + " in " + visible.families() + " families: a change under "
                + Points.of(visible.points()) + " points can't be seen.";
    }
}
