package dev.weft.evaluation.gate;

/** How a check came out, the worst last. */
public enum CheckStatus {
    /** There was nothing to judge, and nothing requires it. */
    SKIPPED,
    PASSED,
    /** The set is too small to say. */
    UNDECIDED,
    FAILED
}
