package dev.weft.evaluation.gate;

import dev.weft.evaluation.sets.EvaluationKind;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a rule judges: one seed of the candidate against the incumbent.
 *
 * @param alpha one-sided, that the judgement of the gain may spend
 */
record Comparison(
        ReleaseEvaluation incumbent,
        ReleaseEvaluation candidate,
        List<SetPair> pairs,
        GateThresholds thresholds,
        double alpha) {

    Stream<SetPair> of(EvaluationKind kind) {
        return pairs.stream().filter(pair -> pair.set().kind() == kind);
    }

    Check check(String name, String subject, CheckStatus status, double measured, Bound bound, String sentence) {
        return new Check(name, subject, candidate.seed(), status, measured, bound, null, sentence);
    }

    /** Of a value that is known exactly: it holds or it fails. */
    Check exact(String name, String subject, double measured, Bound bound, String sentence) {
        CheckStatus status = bound.holds(measured) ? CheckStatus.PASSED : CheckStatus.FAILED;
        return check(name, subject, status, measured, bound, sentence);
    }
}
