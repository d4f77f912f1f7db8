package dev.weft.http;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a resource refuses, and what the framework refuses before a resource has seen it, becomes a problem detail. */
public class ProblemMappers {

    /** In one application with the gateway, its own mappers come first. */
    private static final int AFTER_THE_GATEWAYS = Priorities.USER + 1000;

    @ServerExceptionMapper(priority = AFTER_THE_GATEWAYS)
    public RestResponse<ProblemBody> problem(ProblemException e, UriInfo uri) {
        return ProblemBody.answer(e.reason(), e.detail(), uri.getPath());
    }

    @ServerExceptionMapper(priority = AFTER_THE_GATEWAYS)
    public RestResponse<ProblemBody> framework(WebApplicationException e, UriInfo uri) {
        StandardReason reason = StandardReason.ofStatus(e.getResponse().getStatus());
        return ProblemBody.answer(reason, reason.hint(), uri.getPath());
    }
}
