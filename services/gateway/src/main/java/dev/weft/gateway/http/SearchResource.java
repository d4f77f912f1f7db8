package dev.weft.gateway.http;

import dev.weft.gateway.Backends;
import dev.weft.gateway.intake.Bounded;
import dev.weft.gateway.intake.Drain;
import dev.weft.gateway.intake.Json;
import dev.weft.gateway.intake.MemoryBudget.Share;
import dev.weft.gateway.problem.Problem;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Search by words, by a picture, or by likeness. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class SearchResource {

    private static final int JSON_COPIES = 3;

    private final Backends backends;
    private final GatewayMetrics metrics;

    @Inject
    SearchResource(Backends backends, GatewayMetrics metrics) {
        this.backends = backends;
        this.metrics = metrics;
    }

    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Search by words, by a picture or by likeness")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SearchBody.class),
                            examples = @ExampleObject(name = "example", value = Examples.SEARCH)))
    @APIResponse(
            responseCode = "200",
            description = "Items, best first, each once",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SearchView.class),
                            examples = @ExampleObject(name = "example", value = Examples.HITS)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public SearchView search(InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) {
        Queries.requireNone(uri);
        long start = System.nanoTime();
        long most = backends.config().maxJsonBytes();
        long declared = MediaResource.declaredBytes(headers);
        try (Share share = backends.memory().take((declared < 0 ? most : Math.min(declared, most)) * JSON_COPIES)) {
            byte[] json = Bounded.read(body, most, StandardReason.TOO_MANY_BYTES, "a JSON body");
            var result = backends.search().search(backends.searches().read(Json.parseObject(json)));
            long took = System.nanoTime() - start;
            metrics.searched(Duration.ofNanos(took));
            return SearchView.of(result, took);
        } catch (ProblemException e) {
            Drain.rest(body);
            throw e;
        } catch (IOException e) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, "the request ends too early", e);
        }
    }
}
