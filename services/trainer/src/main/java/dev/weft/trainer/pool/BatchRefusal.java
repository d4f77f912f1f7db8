package dev.weft.trainer.pool;

import java.util.Locale;

/**
 * Why a batch, or a pair of one, takes no part in learning.
 *
 * @param message a sentence for a person
 */
public record BatchRefusal(Reason reason, String message) {

    /** Each a drop count of its own. */
    public enum Reason {
        /** Its release is neither the live one nor the one before: its negatives are hard for a model that is gone. */
        RETIRED_RELEASE,
        /** Its negatives were found longer ago than the index stays as it was. */
        TOO_OLD,
        /** It was mined with a configuration that this trainer wasn't told to take. */
        UNKNOWN_CONFIGURATION,
        /** The part was deleted or replaced since, or was never embedded by these towers. */
        MISSING_FEATURE;

        /** A short fixed word, as in dead letters and metrics. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
