package dev.weft.learning;

import java.util.Locale;

/**
 * Why a pair takes no part in learning.
 *
 * @param message a sentence for a person
 */
public record PairRefusal(Reason reason, String message) {

    /** Each a drop count of its own. */
    public enum Reason {
        /** The gate judges candidates on it, or a calibrator is fitted on it. */
        FAMILY_NOT_IN_TRAIN,
        MISSING_FEATURE,
        WRONG_DIMENSION,
        NOT_FINITE;

        /** A short fixed word, fit for a metric's label. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
