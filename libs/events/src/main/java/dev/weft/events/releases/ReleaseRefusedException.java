package dev.weft.events.releases;

/** A release can't be brought where somebody wants it. The message says why, and what to do instead. */
public final class ReleaseRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public ReleaseRefusedException(String message) {
        super(message);
    }
}
