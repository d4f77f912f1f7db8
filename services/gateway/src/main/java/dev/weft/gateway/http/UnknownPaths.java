package dev.weft.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.gateway.problem.Problem;
import dev.weft.http.StandardReason;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Answers what neither a resource nor a file of the page is behind: such requests never reach the exception mappers. */
@ApplicationScoped
class UnknownPaths {

    private final ObjectMapper mapper;

    @Inject
    UnknownPaths(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void register(@Observes Router router) {
        router.route().last().handler(this::answer);
    }

    private void answer(RoutingContext request) {
        try {
            byte[] body = mapper.writeValueAsBytes(
                    Problem.of(StandardReason.UNKNOWN_PATH, "the paths are in /q/openapi", request.normalizedPath()));
            request.response()
                    .setStatusCode(StandardReason.UNKNOWN_PATH.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(Buffer.buffer(body));
        } catch (JsonProcessingException e) {
            request.fail(e);
        }
    }
}
