package dev.weft.trainer;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers refused requests about rounds and measurements. */
public class RoundProblemMapper {

    private static final int RETRY_AFTER_SECONDS = 2;

    @ServerExceptionMapper
    public RestResponse<RoundProblem.Body> problem(RoundProblem problem, UriInfo uri) {
        RestResponse.ResponseBuilder<RoundProblem.Body> answer = RestResponse.ResponseBuilder.<RoundProblem.Body>create(
                        problem.reason().status())
                .entity(problem.body(uri.getPath()))
                .header(HttpHeaders.CONTENT_TYPE, RoundResource.PROBLEM);
        if (problem.reason() == RoundProblem.Reason.UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }
}
