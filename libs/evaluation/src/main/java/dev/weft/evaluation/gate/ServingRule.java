package dev.weft.evaluation.gate;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Vectors must be usable, the index must find them, and scores must mean what they say. */
final class ServingRule implements Rule {

    @Override
    public Stream<Check> judge(Comparison comparison) {
        int unusable = comparison.candidate().sets().stream()
                .mapToInt(SetResult::unusableVectors)
                .sum();
        GateThresholds.Serving limits = comparison.thresholds().serving();
        return Stream.of(
                comparison.exact(
                        "usable-vectors",
                        "",
                        unusable,
                        Bound.atMost(0),
                        unusable + " vectors of the sets are not finite or not of unit norm."),
                measured(
                        comparison,
                        "ann-recall",
                        comparison.candidate().annRecall(),
                        Bound.atLeast(limits.annRecall()),
                        "Recall@10 of the index against exact search"),
                measured(
                        comparison,
                        "calibration",
                        comparison.candidate().calibrationError(),
                        Bound.atMost(limits.calibrationError()),
                        "The expected calibration error"));
    }

    private static Check measured(
            Comparison comparison, String name, @Nullable Double value, Bound bound, String what) {
        return value == null
                ? comparison.check(name, "", CheckStatus.SKIPPED, Double.NaN, bound, what + " was not measured yet.")
                : comparison.exact(
                        name,
                        "",
                        value,
                        bound,
                        what + " is " + Points.share(value) + "; it must be " + bound.shown() + ".");
    }
}
