package dev.weft.http;

import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;

/** An RFC 9457 problem detail as JSON. The gateway's have the same members and, for some clients, more: one description serves both. */
@Schema(name = "Problem", description = "RFC 9457 problem details; program against `reason`.")
public record ProblemBody(String type, String title, int status, String detail, String instance, String reason) {

    /** The media type of problem details. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Long enough for a broker's election, short enough for a person. */
    public static final int RETRY_AFTER_SECONDS = 2;

    /** An answer with this body. */
    static RestResponse<ProblemBody> answer(ProblemReason reason, String detail, String path) {
        RestResponse.ResponseBuilder<ProblemBody> answer = RestResponse.ResponseBuilder.<ProblemBody>create(
                        reason.status())
                .entity(new ProblemBody(reason.type(), reason.title(), reason.status(), detail, path, reason.word()))
                .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        if (reason == StandardReason.UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }
}
