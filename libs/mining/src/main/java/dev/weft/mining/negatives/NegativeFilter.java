package dev.weft.mining.negatives;

/** Says of a candidate why it must not be a negative. Cheap ones come first. */
interface NegativeFilter {

    /** A fixed word, fit for a metric's label. */
    String name();

    boolean drops(Candidate candidate, Direction direction, Yardstick yardstick);
}
