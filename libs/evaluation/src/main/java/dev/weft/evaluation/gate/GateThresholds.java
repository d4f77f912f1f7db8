package dev.weft.evaluation.gate;

import dev.weft.evaluation.sets.EvaluationKind;
import java.util.Set;

/** What the gate asks for. Points are differences of per cents. The sources of the defaults are in docs/gate.md. */
public record GateThresholds(Gains gains, Losses losses, Shape shape, Serving serving, Evidence evidence) {

    public static GateThresholds defaults() {
        return new GateThresholds(
                Gains.defaults(), Losses.defaults(), Shape.defaults(), Serving.defaults(), Evidence.defaults());
    }

    public GateThresholds withGains(Gains other) {
        return new GateThresholds(other, losses, shape, serving, evidence);
    }

    public GateThresholds withLosses(Losses other) {
        return new GateThresholds(gains, other, shape, serving, evidence);
    }

    public GateThresholds withShape(Shape other) {
        return new GateThresholds(gains, losses, other, serving, evidence);
    }

    public GateThresholds withEvidence(Evidence other) {
        return new GateThresholds(gains, losses, shape, serving, other);
    }

    /**
     * What a candidate must win in-domain, as the mean of both directions' R@10.
     *
     * @param minimalGain in points, 0 to 100
     * @param minimalFamilies that a required set must hold, at least 1
     * @param decidableChange in points: a set that can't see a change of so much is too small to reject by
     */
    public record Gains(double minimalGain, int minimalFamilies, double decidableChange) {

        public Gains {
            require("minimalGain", minimalGain, 0, 100);
            require("minimalFamilies", minimalFamilies, 1, Integer.MAX_VALUE);
            require("decidableChange", decidableChange, 0, 100);
        }

        public static Gains defaults() {
            return new Gains(0.5, 50, 2);
        }
    }

    /**
     * What a candidate may lose.
     *
     * @param elsewhere in points of R@10 over both directions; on newest, unseen and moderation sets held against the interval's lower end, on hard sets against
     *     its upper end
     * @param guard in points of R@10 of each direction, on guard sets; held against the difference itself
     * @param categoryQueries from how many queries on a category is watched, at least 1
     * @param category in points of R@10 over both directions, in each category that is watched
     */
    public record Losses(double elsewhere, double guard, int categoryQueries, double category) {

        public Losses {
            require("elsewhere", elsewhere, 0, 100);
            require("guard", guard, 0, 100);
            require("categoryQueries", categoryQueries, 1, Integer.MAX_VALUE);
            require("category", category, 0, 100);
        }

        public static Losses defaults() {
            return new Losses(0.5, 0.5, 200, 3);
        }
    }

    /** Whether the gap and the share of the other modality may get better without limit. */
    public enum Drift {
        /** Any drift is too much: mixed searches and thresholds were tuned to the incumbent's. */
        EITHER_WAY,
        /** Only a wider gap, or a share further from one half, is too much. */
        FOR_THE_WORSE
    }

    /**
     * What the space may become.
     *
     * @param drift of the modality gap and of the share of the other modality, as a share of the incumbent's, 0 to 10
     * @param meanCosine of two items of one modality, at most, -1 to 1
     * @param effectiveRankShare of the incumbent's effective rank, at least, 0 to 1
     * @param hubShareGain by which the hubs' share of the top tens may grow, 0 to 1
     */
    public record Shape(double drift, Drift side, double meanCosine, double effectiveRankShare, double hubShareGain) {

        public Shape {
            require("drift", drift, 0, 10);
            require("meanCosine", meanCosine, -1, 1);
            require("effectiveRankShare", effectiveRankShare, 0, 1);
            require("hubShareGain", hubShareGain, 0, 1);
        }

        public static Shape defaults() {
            return new Shape(0.2, Drift.EITHER_WAY, 0.9, 0.5, 0.1);
        }
    }

    /**
     * What serving needs.
     *
     * @param annRecall recall@10 of the index against exact search, at least, 0 to 1
     * @param calibrationError expected calibration error, at most, 0 to 1
     */
    public record Serving(double annRecall, double calibrationError) {

        public Serving {
            require("annRecall", annRecall, 0, 1);
            require("calibrationError", calibrationError, 0, 1);
        }

        public static Serving defaults() {
            return new Serving(0.98, 0.05);
        }
    }

    /**
     * What a judgement rests on.
     *
     * @param seeds that must be trained, the worst of which counts, at least 1
     * @param required kinds of sets without which nothing is approved
     * @param resamples of bootstrap and randomisation, at least 100
     * @param seed of these
     * @param confidence of the intervals of losses, above 0 and below 1; that of the gain follows from the spending of alpha
     */
    public record Evidence(int seeds, Set<EvaluationKind> required, int resamples, long seed, double confidence) {

        public Evidence {
            require("seeds", seeds, 1, 1000);
            require("resamples", resamples, 100, 10_000_000);
            require("confidence", confidence, Math.nextUp(0.0), Math.nextDown(1.0));
            required = Set.copyOf(required);
        }

        public static Evidence defaults() {
            return new Evidence(3, Set.of(EvaluationKind.IN_DOMAIN, EvaluationKind.GUARD), 10_000, 1, 0.95);
        }
    }

    private static void require(String key, double value, double min, double max) {
        // Also what is not a number.
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(key + " must be " + min + " to " + max + ", got " + value);
        }
    }
}
