package dev.weft.cli.client;

/** The gateway has answered with an error of this one request; others may well succeed. */
public final class ProblemException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    ProblemException(int status, String reason, String detail) {
        super(detail);
        this.status = status;
        this.reason = reason;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The fixed word of docs/http-api.md for what is wrong, or {@code http_<status>} where the answer was no problem detail. */
    public String reason() {
        return reason;
    }

    /** Whether the same request may succeed later. */
    boolean isTransient() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }
}
