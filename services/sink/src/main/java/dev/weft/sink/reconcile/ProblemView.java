package dev.weft.sink.reconcile;

import dev.weft.sink.reconcile.ReconcileProblem.Reason;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/** An RFC 9457 problem detail as JSON. The gateway's are alike, and one description serves both. */
@Schema(name = "Problem", description = "RFC 9457 problem details; program against `reason`.")
record ProblemView(String type, String title, int status, String detail, String instance, String reason) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final int RETRY_AFTER_SECONDS = 2;

    /** An answer whose body is this problem. */
    static RestResponse<ProblemView> answer(Reason reason, String detail, String path) {
        RestResponse.ResponseBuilder<ProblemView> answer = RestResponse.ResponseBuilder.<ProblemView>create(
                        reason.status())
                .entity(new ProblemView(
                        "urn:weft:problem:" + reason.word(),
                        reason.title(),
                        reason.status(),
                        detail,
                        path,
                        reason.word()))
                .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        if (reason == Reason.UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }
}
