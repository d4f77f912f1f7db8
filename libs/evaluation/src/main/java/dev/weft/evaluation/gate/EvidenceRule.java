package dev.weft.evaluation.gate;

import dev.weft.evaluation.sets.EvaluationKind;
import java.util.HashSet;
import java.util.stream.Stream;

/** Without the required sets, each with enough families, there is nothing to decide by. */
final class EvidenceRule implements Rule {

    @Override
    public Stream<Check> judge(Comparison comparison) {
        return comparison.thresholds().evidence().required().stream().sorted().map(kind -> families(comparison, kind));
    }

    private static Check families(Comparison comparison, EvaluationKind kind) {
        int families = comparison
                .of(kind)
                .mapToInt(pair -> new HashSet<>(pair.set().families()).size())
                .sum();
        Bound bound = Bound.atLeast(comparison.thresholds().gains().minimalFamilies());
        return comparison.check(
                "families",
                kind.shown(),
                bound.holds(families) ? CheckStatus.PASSED : CheckStatus.UNDECIDED,
                families,
                bound,
                "The set of " + kind.shown() + " holds " + families + " families; a judgement takes at least "
                        + comparison.thresholds().gains().minimalFamilies() + ".");
    }
}
