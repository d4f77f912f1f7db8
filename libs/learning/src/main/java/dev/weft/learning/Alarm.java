package dev.weft.learning;

/** Why a round was aborted. */
public enum Alarm {
    /** The vectors of one modality all point the same way. */
    COSINE,
    /** The vectors of one modality use too few directions. */
    RANK,
    /** A loss or a gradient is not a number. */
    NOT_FINITE,
    GRADIENT_SPIKE,
    VALIDATION_DROP
}
