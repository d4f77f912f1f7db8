package dev.weft.sink.reconcile;

import java.util.Locale;

/** A request that is answered with RFC 9457 problem details. Not logged: the client gets it. */
final class ReconcileProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param detail a sentence for a person */
    ReconcileProblem(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** Every way a request about reconciliations can fail. */
    enum Reason {
        MALFORMED_JSON(400, "The JSON cannot be read"),
        MALFORMED_REQUEST(400, "The request cannot be understood"),
        CROSS_SITE(403, "Other sites may not write here"),
        UNKNOWN_RECONCILIATION(404, "There is no such reconciliation"),
        UNKNOWN_RELEASE(404, "There is no such release"),
        UNKNOWN_PATH(404, "There is nothing at this path"),
        METHOD_NOT_ALLOWED(405, "The path does not take this method"),
        NOT_ACCEPTABLE(406, "The answer has another media type"),
        ALREADY_RUNNING(409, "A reconciliation is running"),
        TOO_MANY_BYTES(413, "There are too many bytes"),
        UNSUPPORTED_MEDIA_TYPE(415, "The request's media type is not taken here"),
        INTERNAL(500, "Something went wrong here"),
        UNAVAILABLE(503, "Something this needs is not there now");

        private final int status;
        private final String title;

        Reason(int status, String title) {
            this.status = status;
            this.title = title;
        }

        int status() {
            return status;
        }

        String title() {
            return title;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Reason reason() {
        return reason;
    }
}
