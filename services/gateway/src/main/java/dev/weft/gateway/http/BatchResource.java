package dev.weft.gateway.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.gateway.Backends;
import dev.weft.gateway.intake.Drain;
import dev.weft.gateway.intake.LineReader;
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
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * Many items in one request. The body is read line by line; the answers, which are short, are sent when it ends: a client that writes all
 * before it reads would otherwise wait for us while we wait for it.
 */
@Path("/v1")
@Blocking
public class BatchResource {

    private static final String NDJSON = "application/x-ndjson";

    private final Backends backends;
    private final Uploads uploads;
    private final GatewayMetrics metrics;
    private final ObjectMapper mapper;

    @Inject
    BatchResource(Backends backends, Uploads uploads, GatewayMetrics metrics, ObjectMapper mapper) {
        this.backends = backends;
        this.uploads = uploads;
        this.metrics = metrics;
        this.mapper = mapper;
    }

    @POST
    @Path("media:batch")
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @Operation(
            summary = "Store or replace many items",
            description =
                    "JSON lines, one item a line; a line with an id replaces, one without makes a new item. One answer a line, in the same order.")
    @RequestBody(
            content = @Content(mediaType = NDJSON, examples = @ExampleObject(name = "example", value = Examples.LINES)))
    @APIResponse(
            responseCode = "200",
            description = "One line per line",
            content =
                    @Content(
                            mediaType = NDJSON,
                            examples = @ExampleObject(name = "example", value = Examples.LINE_RESULTS)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public byte[] batch(InputStream body, @Context UriInfo uri) {
        Batch batch = new Batch(
                uploads,
                metrics,
                Queries.importId(uri),
                backends.config().maxBatchLines(),
                backends.config().batchInFlight());
        backends.writer();
        try {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            for (BatchLine line :
                    batch.run(new LineReader(body, backends.config().maxJsonBytes()))) {
                answer.writeBytes(mapper.writeValueAsBytes(line));
                answer.write('\n');
            }
            // A batch with too many lines is not read to its end.
            Drain.rest(body);
            return answer.toByteArray();
        } catch (IOException e) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, "the request ends too early", e);
        }
    }
}
