package dev.weft.evaluation.gate;

import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.sets.EvaluationSet;
import dev.weft.evaluation.statistics.AlphaSpending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether a candidate may go live. A pure function of what was measured: the same input gives the same decision. Safe for use by several threads.
 * Costs seeds × sets × resamples × families.
 */
public record Gate(GateThresholds thresholds) {

    private static final List<Rule> RULES = List.of(
            new EvidenceRule(),
            new ServingRule(),
            new GainRule(),
            new LossRule(),
            new ShownLossRule(),
            new GuardRule(),
            new CategoryRule(),
            new ShapeRule());

    /**
     * @param candidates the same recipe trained with different seeds, and the mean of their heads where that is what goes live; the worst of them must pass
     * @param spending as the last judgement on the in-domain set left it, or a new plan
     * @throws IllegalArgumentException if there is no candidate, a seed occurs twice, releases were evaluated on different sets, or there is more than one in-domain set
     */
    public GateDecision judge(ReleaseEvaluation incumbent, List<ReleaseEvaluation> candidates, AlphaSpending spending) {
        requireSeeds(candidates);
        AlphaSpending current = spending.forSet(inDomainHash(incumbent));
        Map<String, Check> worst = new LinkedHashMap<>();
        for (ReleaseEvaluation candidate : candidates) {
            Comparison comparison =
                    new Comparison(incumbent, candidate, SetPair.of(incumbent, candidate), thresholds, current.next());
            RULES.stream()
                    .flatMap(rule -> rule.judge(comparison))
                    .forEach(check -> worst.merge(
                            check.name() + "|" + check.subject(),
                            check,
                            (known, other) -> other.worseThan(known) ? other : known));
        }
        List<Check> checks = new ArrayList<>(worst.values());
        checks.add(seeds(candidates));
        Verdict verdict = verdict(checks);
        return new GateDecision(verdict, checks, current.afterLook(), summary(verdict, checks));
    }

    private static void requireSeeds(List<ReleaseEvaluation> candidates) {
        Set<Long> seeds = candidates.stream().map(ReleaseEvaluation::seed).collect(Collectors.toSet());
        if (candidates.isEmpty() || seeds.size() != candidates.size()) {
            throw new IllegalArgumentException("candidates must be at least 1, each with a seed of its own, got "
                    + candidates.size() + " with the seeds " + seeds);
        }
    }

    private static String inDomainHash(ReleaseEvaluation incumbent) {
        List<EvaluationSet> sets = incumbent.sets().stream()
                .map(SetResult::set)
                .filter(set -> set.kind() == EvaluationKind.IN_DOMAIN)
                .toList();
        if (sets.size() > 1) {
            throw new IllegalArgumentException("there must be at most 1 in-domain set, got " + sets.size());
        }
        return sets.isEmpty() ? "" : sets.getFirst().contentHash().hex();
    }

    private Check seeds(List<ReleaseEvaluation> candidates) {
        Bound bound = Bound.atLeast(thresholds.evidence().seeds());
        int trained = (int) candidates.stream()
                .filter(candidate -> candidate.seed() != ReleaseEvaluation.MEAN_OF_SEEDS)
                .count();
        return new Check(
                "seeds",
                "",
                candidates.getFirst().seed(),
                bound.holds(trained) ? CheckStatus.PASSED : CheckStatus.UNDECIDED,
                trained,
                bound,
                null,
                trained + " seeds were trained; " + thresholds.evidence().seeds()
                        + " are needed, and the worst counts.");
    }

    private static Verdict verdict(List<Check> checks) {
        CheckStatus worst =
                checks.stream().map(Check::status).max(CheckStatus::compareTo).orElse(CheckStatus.UNDECIDED);
        return switch (worst) {
            case FAILED -> Verdict.REJECTED;
            case UNDECIDED -> Verdict.TOO_SMALL;
            case PASSED, SKIPPED -> Verdict.APPROVED;
        };
    }

    private static String summary(Verdict verdict, List<Check> checks) {
        return switch (verdict) {
            case APPROVED -> "The candidate is better, and nothing that is watched got worse.";
            case REJECTED -> "The candidate is not good enough: " + sentences(checks, CheckStatus.FAILED);
            case TOO_SMALL -> "There is too little to decide by: " + sentences(checks, CheckStatus.UNDECIDED);
        };
    }

    private static String sentences(List<Check> checks, CheckStatus status) {
        return checks.stream()
                .filter(check -> check.status() == status)
                .map(Check::sentence)
                .collect(Collectors.joining(" "));
    }
}
