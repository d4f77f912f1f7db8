package dev.weft.learning;

import dev.weft.learning.Validation.Score;
import java.util.List;

/** Raises the alarms. A function of the options and of what has happened so far, so that a round that goes on raises the same ones. */
record CollapseWatch(AlarmOptions options) {

    /** Enough norms for a median that means something; the first ones are of weights that start at zero, and grow. */
    private static final int NORMS = 50;

    void checkStep(double loss, double gradientNorm, List<StepReport> before) {
        if (!Double.isFinite(loss) || !Double.isFinite(gradientNorm)) {
            throw new CollapseException(
                    Alarm.NOT_FINITE,
                    "loss and gradient must be finite, got " + loss + " and " + gradientNorm + " at step "
                            + (before.size() + 1));
        }
        if (before.size() < NORMS) {
            return;
        }
        double[] norms = before.subList(before.size() - NORMS, before.size()).stream()
                .mapToDouble(StepReport::gradientNorm)
                .sorted()
                .toArray();
        double limit = options.spike() * norms[NORMS / 2];
        if (gradientNorm > limit) {
            throw new CollapseException(
                    Alarm.GRADIENT_SPIKE,
                    "the gradient's norm must be at most " + limit + ", got " + gradientNorm + " at step "
                            + (before.size() + 1));
        }
    }

    void checkGeometry(Geometry now, double baseRank, Object side) {
        if (now.meanCosine() > options.cosine()) {
            throw new CollapseException(
                    Alarm.COSINE,
                    "the mean cosine of different vectors must be at most " + options.cosine() + ", got "
                            + now.meanCosine() + " for " + side);
        }
        double limit = options.rank() * baseRank;
        if (now.effectiveRank() < limit) {
            throw new CollapseException(
                    Alarm.RANK,
                    "the effective rank must be at least " + limit + ", got " + now.effectiveRank() + " for " + side);
        }
    }

    void checkScore(Score now, double best) {
        double limit = best - Math.max(options.drop(), 2 * now.standardError());
        if (now.value() < limit) {
            throw new CollapseException(
                    Alarm.VALIDATION_DROP,
                    "validation must be at least " + limit + ", since it was " + best + ", got " + now.value());
        }
    }
}
