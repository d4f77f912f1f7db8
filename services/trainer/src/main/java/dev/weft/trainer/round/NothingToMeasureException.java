package dev.weft.trainer.round;

/** There is nothing to measure a release on, or with, with the reason for a person. */
public final class NothingToMeasureException extends Exception {

    private static final long serialVersionUID = 1L;

    NothingToMeasureException(String message) {
        super(message);
    }
}
