package dev.weft.evaluation.gate;

import dev.weft.evaluation.geometry.SpaceGeometry;
import java.util.stream.Stream;

/** The space must neither collapse nor change what is tuned to it. */
final class ShapeRule implements Rule {

    /** The ideal share of the other modality among neighbours. */
    private static final double MIXED = 0.5;
    /** So that a value near zero may change at all: a fifth of nothing is nothing. */
    private static final double SLACK = 0.02;

    @Override
    public Stream<Check> judge(Comparison comparison) {
        GateThresholds.Shape limits = comparison.thresholds().shape();
        SpaceGeometry before = comparison.incumbent().geometry();
        SpaceGeometry after = comparison.candidate().geometry();
        return Stream.of(
                gap(comparison, limits, before.gap(), after.gap()),
                share(comparison, limits, before.otherModalityShare(), after.otherModalityShare()),
                comparison.exact(
                        "mean-cosine",
                        "",
                        after.meanCosine(),
                        Bound.atMost(limits.meanCosine()),
                        "Two items of one modality have a mean cosine of " + Points.share(after.meanCosine())
                                + "; near 1 everything is alike."),
                comparison.exact(
                        "effective-rank",
                        "",
                        after.effectiveRank(),
                        Bound.atLeast(limits.effectiveRankShare() * before.effectiveRank()),
                        "The space uses " + Points.of(after.effectiveRank()) + " dimensions, the incumbent's "
                                + Points.of(before.effectiveRank()) + "; at least "
                                + Points.of(100 * limits.effectiveRankShare()) + " % of that must be left."),
                comparison.exact(
                        "hub-share",
                        "",
                        after.hubShare(),
                        Bound.atMost(before.hubShare() + limits.hubShareGain()),
                        "The most frequent 1 % of the items take " + Points.of(100 * after.hubShare())
                                + " % of the top tens, with the incumbent " + Points.of(100 * before.hubShare())
                                + " %."));
    }

    private static Check gap(Comparison comparison, GateThresholds.Shape limits, double before, double after) {
        double drift = switch (limits.side()) {
            case EITHER_WAY -> Math.abs(after - before);
            case FOR_THE_WORSE -> after - before;
        };
        return comparison.exact(
                "modality-gap",
                "",
                drift,
                Bound.atMost(Math.max(SLACK, limits.drift() * before)),
                "Pictures and texts lie " + Points.share(after) + " apart, with the incumbent " + Points.share(before)
                        + "; a drift of " + Points.of(100 * limits.drift()) + " % is allowed.");
    }

    private static Check share(Comparison comparison, GateThresholds.Shape limits, double before, double after) {
        double drift = switch (limits.side()) {
            case EITHER_WAY -> Math.abs(after - before);
            case FOR_THE_WORSE -> Math.abs(after - MIXED) - Math.abs(before - MIXED);
        };
        return comparison.exact(
                "modality-share",
                "",
                drift,
                Bound.atMost(Math.max(SLACK, limits.drift() * before)),
                "Of the ten nearest neighbours " + Points.of(100 * after)
                        + " % are of the other modality, with the incumbent " + Points.of(100 * before)
                        + " %; a drift of "
                        + Points.of(100 * limits.drift()) + " % is allowed, one half is ideal.");
    }
}
