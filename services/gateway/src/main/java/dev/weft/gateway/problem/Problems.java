package dev.weft.gateway.problem;

import dev.weft.http.ProblemBody;
import dev.weft.http.ProblemReason;
import dev.weft.http.StandardReason;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Answers made of problems. */
final class Problems {

    /** "Schema not found" of the registry API. */
    private static final int UNKNOWN_SCHEMA_CODE = 40403;

    private Problems() {}

    static RestResponse<Problem> response(ProblemReason reason, String detail, String path) {
        return response(reason, detail, path, null);
    }

    static RestResponse<Problem> response(ProblemReason reason, String detail, String path, @Nullable String allow) {
        // By number: 422 is none of the statuses that have a name there.
        RestResponse.ResponseBuilder<Problem> response = RestResponse.ResponseBuilder.<Problem>create(reason.status())
                .entity(Problem.of(reason, detail, path))
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (reason == StandardReason.UNAVAILABLE || reason == Reason.TOO_MANY_REQUESTS) {
            response.header(HttpHeaders.RETRY_AFTER, ProblemBody.RETRY_AFTER_SECONDS);
        }
        if (allow != null) {
            response.header(HttpHeaders.ALLOW, allow);
        }
        return response.build();
    }

    /** Clients of the registry API look for its error code. */
    static RestResponse<Problem> unknownSchema(String detail, String path) {
        Problem problem = Problem.of(Reason.UNKNOWN_SCHEMA, detail, path).withErrorCode(UNKNOWN_SCHEMA_CODE);
        return RestResponse.ResponseBuilder.create(RestResponse.Status.NOT_FOUND, problem)
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .build();
    }
}
