package dev.weft.media;

/** These bytes will never be indexed, whatever is tried: the caller answers 4xx or writes a dead letter. */
public final class MediaRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Rejection reason;

    public MediaRejectedException(Rejection reason, String message) {
        super(message);
        this.reason = reason;
    }

    public MediaRejectedException(Rejection reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Rejection reason() {
        return reason;
    }
}
