package dev.weft.evaluation.gate;

import dev.weft.evaluation.statistics.Estimate;
import java.util.Locale;

/** How the sentences write numbers. */
final class Points {

    private Points() {}

    static String signed(double points) {
        return String.format(Locale.ROOT, "%+.1f", points);
    }

    static String of(double points) {
        return String.format(Locale.ROOT, "%.1f", points);
    }

    static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** {@code +4.1 points (95.0 % interval +1.2 to +7.0)}. */
    static String change(Estimate estimate) {
        return signed(estimate.difference()) + " points (" + of(100 * estimate.confidence()) + " % interval "
                + signed(estimate.low()) + " to " + signed(estimate.high()) + ")";
    }
}
