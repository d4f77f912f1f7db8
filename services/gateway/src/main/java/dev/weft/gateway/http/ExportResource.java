package dev.weft.gateway.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.core.ContrastiveBatch;
import dev.weft.core.ReleaseId;
import dev.weft.gateway.Backends;
import dev.weft.gateway.export.MinedBatches;
import dev.weft.gateway.export.References;
import dev.weft.gateway.export.TripletShape;
import dev.weft.gateway.export.Triplets;
import dev.weft.gateway.problem.Problem;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;

/** What the miner found, to train with elsewhere. */
@Path("/v1")
@Blocking
public class ExportResource {

    private static final Logger LOG = Logger.getLogger(ExportResource.class);
    private static final String NDJSON = "application/x-ndjson";
    private static final String ANCHOR = "anchor";
    private static final String NEGATIVES = "negatives";
    private static final String RELEASE = "release";

    private final Backends backends;
    private final ObjectMapper mapper;

    @Inject
    ExportResource(Backends backends, ObjectMapper mapper) {
        this.backends = backends;
        this.mapper = mapper;
    }

    @GET
    @Path("batches:export")
    @Produces(NDJSON)
    @Operation(
            summary = "Export mined triplets",
            description =
                    "JSON lines as sentence-transformers reads them, of families for training only; files are named by their address.")
    @Parameter(name = ANCHOR, in = ParameterIn.QUERY, description = "text (default) or media", example = "text")
    @Parameter(name = NEGATIVES, in = ParameterIn.QUERY, description = "per row, 0 to 16, default 1", example = "1")
    @Parameter(
            name = RELEASE,
            in = ParameterIn.QUERY,
            description = "whose index was searched; the live one when absent",
            example = "catalog@1")
    @APIResponse(
            responseCode = "200",
            description = "A line per row",
            content =
                    @Content(
                            mediaType = NDJSON,
                            examples = @ExampleObject(name = "example", value = Examples.TRIPLETS)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public StreamingOutput triplets(@Context UriInfo uri, @Context HttpServerRequest request) {
        Function<String, Optional<String>> query = Queries.optional(uri, Set.of(ANCHOR, NEGATIVES, RELEASE));
        TripletShape shape = TripletShape.read(query.apply(ANCHOR), query.apply(NEGATIVES));
        ReleaseId release = query.apply(RELEASE).map(ExportResource::release).orElseGet(backends::live);
        Triplets triplets = new Triplets(shape, new References(backends.table(), uri.getBaseUri()));
        MinedBatches batches = backends.batches();
        return Whole.of(request, out -> {
            batches.forEach(batch -> {
                if (batch.release().equals(release)) {
                    write(triplets, batch, out);
                }
            });
            LOG.infof("Triplets were exported: release=%s counts=%s", release, triplets.counts());
        });
    }

    private void write(Triplets triplets, ContrastiveBatch batch, OutputStream out) {
        try {
            for (Map<String, String> row : triplets.rows(batch)) {
                out.write(mapper.writeValueAsBytes(row));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the client went away during an export", e);
        }
    }

    private static ReleaseId release(String text) {
        try {
            return ReleaseId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, String.valueOf(e.getMessage()), e);
        }
    }
}
