package dev.weft.evaluation.gate;

/** What becomes of a candidate. */
public enum Verdict {
    /** Every check passed, for every seed. */
    APPROVED,
    /** At least one check shows that the candidate is not good enough. */
    REJECTED,
    /** Nothing speaks against the candidate, but the sets are too small, or too few, to tell it from noise. */
    TOO_SMALL
}
