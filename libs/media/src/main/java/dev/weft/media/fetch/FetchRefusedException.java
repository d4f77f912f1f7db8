package dev.weft.media.fetch;

/** The bytes of a URL were not fetched. The message may be shown to whoever named the URL: it tells nothing of the network here. */
public final class FetchRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FetchRefusal reason;

    FetchRefusedException(FetchRefusal reason, String message) {
        super(message);
        this.reason = reason;
    }

    FetchRefusedException(FetchRefusal reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public FetchRefusal reason() {
        return reason;
    }
}
