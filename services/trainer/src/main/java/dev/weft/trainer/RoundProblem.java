package dev.weft.trainer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.events.leadership.Leadership;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request that is answered with RFC 9457 problem details. Not logged: the client gets it. */
final class RoundProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param detail a sentence for a person */
    RoundProblem(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /**
     * Browsers say when another site's page sends a write. The gateway refuses it as well where both are one application; a trainer may run alone.
     *
     * @param site the header Sec-Fetch-Site
     */
    static void requireSameSite(@Nullable String site) {
        if ("cross-site".equals(site)) {
            throw new RoundProblem(Reason.CROSS_SITE, "a page of another site may not write here");
        }
    }

    /** That another trainer leads, and which; blocks for a moment, to ask the broker. */
    static RoundProblem notLeading(Leadership leadership) {
        try {
            return leadership
                    .leader()
                    .map(address -> new RoundProblem(
                            Reason.NOT_LEADING,
                            "the trainer at " + address + " leads, and rounds begin there; this one stands by"))
                    .orElseGet(() -> new RoundProblem(
                            Reason.UNAVAILABLE, "no trainer of this space leads now; one will in some seconds"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RoundProblem(Reason.UNAVAILABLE, "the trainer stops");
        }
    }

    /** Every way a request can fail. */
    enum Reason {
        MALFORMED_REQUEST(400, "The request cannot be understood"),
        CROSS_SITE(403, "Other sites may not write here"),
        UNKNOWN_ROUND(404, "There is no such round"),
        UNKNOWN_EVALUATION(404, "There is no such measurement"),
        UNKNOWN_RELEASE(404, "There is no such release"),
        NOT_LEADING(421, "Another trainer does this"),
        ALREADY_RUNNING(409, "Something else is under way"),
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
    @JsonInclude(JsonInclude.Include.NON_NULL)
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
