package dev.weft.evaluation.gate;

import dev.weft.evaluation.statistics.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the gate looked at.
 *
 * @param name of the check, stable
 * @param subject the set, or the set and direction, or empty
 * @param seed of the candidate that did worst
 * @param measured what was held against the bound; NaN where there was nothing to measure
 * @param interval of the difference behind it, in points; null where it is no difference
 * @param sentence for people
 */
public record Check(
        String name,
        String subject,
        long seed,
        CheckStatus status,
        double measured,
        Bound bound,
        @Nullable Estimate interval,
        String sentence) {

    public boolean passed() {
        return status == CheckStatus.PASSED || status == CheckStatus.SKIPPED;
    }

    /** Whether it is the worse news of the two. */
    boolean worseThan(Check other) {
        int order = status.compareTo(other.status);
        return order > 0 || (order == 0 && bound.room(measured) < other.bound.room(other.measured));
    }
}
