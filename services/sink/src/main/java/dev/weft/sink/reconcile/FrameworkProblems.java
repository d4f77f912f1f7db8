package dev.weft.sink.reconcile;

import dev.weft.sink.reconcile.ReconcileProblem.Reason;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the framework refuses before a resource has seen it becomes a problem detail, too: a wrong method or media type. */
public class FrameworkProblems {

    /** In one application with the gateway, its own mapper comes first. */
    private static final int AFTER_THE_GATEWAYS = Priorities.USER + 1000;

    @ServerExceptionMapper(priority = AFTER_THE_GATEWAYS)
    public RestResponse<ProblemView> framework(WebApplicationException e, UriInfo uri) {
        Reason reason = ofStatus(e.getResponse().getStatus());
        return ProblemView.answer(reason, detail(reason), uri.getPath());
    }

    private static Reason ofStatus(int status) {
        return switch (status) {
            case 404 -> Reason.UNKNOWN_PATH;
            case 405 -> Reason.METHOD_NOT_ALLOWED;
            case 406 -> Reason.NOT_ACCEPTABLE;
            case 413 -> Reason.TOO_MANY_BYTES;
            case 415 -> Reason.UNSUPPORTED_MEDIA_TYPE;
            default -> status >= 500 ? Reason.INTERNAL : Reason.MALFORMED_REQUEST;
        };
    }

    private static String detail(Reason reason) {
        return switch (reason) {
            case UNKNOWN_PATH -> "the paths are in /q/openapi";
            case METHOD_NOT_ALLOWED -> "the methods of each path are in /q/openapi";
            case NOT_ACCEPTABLE -> "the answer's media type is not among those the Accept header allows";
            case UNSUPPORTED_MEDIA_TYPE -> "the Content-Type header must be one that /q/openapi names for this path";
            default -> reason.title();
        };
    }
}
