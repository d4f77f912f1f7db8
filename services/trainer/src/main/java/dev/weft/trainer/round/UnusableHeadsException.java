package dev.weft.trainer.round;

/** The heads of a candidate, and not those of the release that it is held against, can't be run. */
final class UnusableHeadsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableHeadsException(String message, Throwable cause) {
        super(message, cause);
    }
}
