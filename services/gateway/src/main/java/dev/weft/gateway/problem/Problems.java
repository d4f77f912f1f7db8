package dev.weft.gateway.problem;

import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Answers made of problems. */
final class Problems {

    /** Long enough for a broker's election, short enough for a person. */
    private static final int RETRY_AFTER_SECONDS = 2;

    /** "Schema not found" of the registry API. */
    private static final int UNKNOWN_SCHEMA_CODE = 40403;

    private Problems() {}

    static RestResponse<Problem> response(Reason reason, String detail, String path) {
        return response(reason, detail, path, null);
    }

    static RestResponse<Problem> response(Reason reason, String detail, String path, @Nullable String allow) {
        // By number: 422 is none of the statuses that have a name there.
        RestResponse.ResponseBuilder<Problem> response = RestResponse.ResponseBuilder.<Problem>create(reason.status())
                .entity(Problem.of(reason, detail, path))
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (reason == Reason.UNAVAILABLE || reason == Reason.TOO_MANY_REQUESTS) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
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

    static Reason ofStatus(int status) {
        return switch (status) {
            case 404 -> Reason.UNKNOWN_PATH;
            case 405 -> Reason.METHOD_NOT_ALLOWED;
            case 406 -> Reason.NOT_ACCEPTABLE;
            case 413 -> Reason.TOO_MANY_BYTES;
            case 415 -> Reason.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> Reason.UNAVAILABLE;
            default -> status >= 500 ? Reason.INTERNAL : Reason.MALFORMED_REQUEST;
        };
    }

    static String detail(Reason reason) {
        return switch (reason) {
            case UNKNOWN_PATH -> "the paths are in /q/openapi";
            case METHOD_NOT_ALLOWED -> "the methods of each path are in /q/openapi";
            case NOT_ACCEPTABLE -> "the answer's media type is not among those the Accept header allows";
            case UNSUPPORTED_MEDIA_TYPE -> "the Content-Type header must be one that /q/openapi names for this path";
            default -> reason.title();
        };
    }
}
