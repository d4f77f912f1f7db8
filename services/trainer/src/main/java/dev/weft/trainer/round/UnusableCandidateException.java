package dev.weft.trainer.round;

/** The towers or heads of a release, and not those of the one that it is held against, can't be run. */
final class UnusableCandidateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableCandidateException(String message) {
        super(message);
    }

    UnusableCandidateException(String message, Throwable cause) {
        super(message, cause);
    }
}
