package dev.weft.miner;

import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A request that is answered with RFC 9457 problem details. Not logged: the client gets it. */
final class MiningProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param detail a sentence for a person */
    MiningProblem(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** Every way a request about mining can fail. */
    enum Reason {
        MALFORMED_REQUEST(400, "The request cannot be understood"),
        CROSS_SITE(403, "Other sites may not write here"),
        UNKNOWN_ROUND(404, "There is no such round"),
        ALREADY_RUNNING(409, "A round is under way"),
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

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The answer's body, as the gateway's are. */
    @Schema(name = "Problem", description = "RFC 9457 problem details; program against `reason`.")
    record Body(String type, String title, int status, String detail, String instance, String reason) {}

    Reason reason() {
        return reason;
    }

    Body body(String path) {
        return new Body(
                "urn:weft:problem:" + reason.word(),
                reason.title,
                reason.status,
                String.valueOf(getMessage()),
                path,
                reason.word());
    }
}
