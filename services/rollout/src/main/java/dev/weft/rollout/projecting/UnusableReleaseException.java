package dev.weft.rollout.projecting;

/** A release's heads can't be used: no waiting helps. The message says why. */
public final class UnusableReleaseException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnusableReleaseException(String message) {
        super(message);
    }

    public UnusableReleaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
