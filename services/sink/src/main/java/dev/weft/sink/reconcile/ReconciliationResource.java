package dev.weft.sink.reconcile;

import dev.weft.http.ProblemBody;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** Runs of the reconciler over HTTP. They are about the whole installation, whatever tenants are in it. */
@Path("/v1/reconciliations")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ReconciliationResource {

    private final Reconciliations reconciliations;

    ReconciliationResource(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    /** The last runs, the newest first, without their findings. */
    @Schema(name = "Reconciliations")
    record Runs(List<RunView> reconciliations) {}

    /**
     * The body of a request for a run; {@link ReconcileRequest} reads it.
     *
     * @param release may be absent
     */
    @Schema(name = "ReconciliationRequest")
    record Wanted(
            @Schema(enumeration = {"verify", "repair"}) String mode,
            @Schema(examples = "catalog@1") String release) {}

    /** Begins a run. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Begin to compare the log with the vector store",
            description = "One at a time. 'verify' changes nothing, 'repair' does.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Wanted.class),
                            examples = @ExampleObject(name = "example", value = ReconciliationExamples.REQUEST)))
    @APIResponse(
            responseCode = "202",
            description = "It has begun; its address is in Location",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RunView.class),
                            examples = @ExampleObject(name = "example", value = ReconciliationExamples.BEGUN)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public RestResponse<RunView> start(InputStream body, @Context UriInfo uri) {
        requireNoQuery(uri);
        ReconcileRequest request = ReconcileRequest.read(body);
        ReconciliationRun run = reconciliations.start(request.mode(), request.release());
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, RunView.of(run))
                .header(HttpHeaders.LOCATION, "/v1/reconciliations/" + run.id())
                .build();
    }

    /** Shows how far a run is, or what it has found. */
    @GET
    @Path("{id}")
    @Operation(summary = "Show how far a reconciliation is, or what it has found")
    @APIResponse(
            responseCode = "200",
            description = "The run; its report when it is done",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RunView.class),
                            examples = @ExampleObject(name = "example", value = ReconciliationExamples.DONE)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public RunView show(@PathParam("id") String id, @Context UriInfo uri) {
        requireNoQuery(uri);
        return reconciliations.last().stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .map(RunView::of)
                .orElseThrow(() -> new ProblemException(
                        ReconcileReason.UNKNOWN_RECONCILIATION, "the last ones are in /v1/reconciliations"));
    }

    /** Lists the last runs. */
    @GET
    @Operation(summary = "List the last reconciliations, the newest first, without their findings")
    @APIResponse(
            responseCode = "200",
            description = "The last ones since the start, at most 20",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Runs.class),
                            examples = @ExampleObject(name = "example", value = ReconciliationExamples.RUNS)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public Runs list(@Context UriInfo uri) {
        requireNoQuery(uri);
        return new Runs(reconciliations.last().stream().map(RunView::brief).toList());
    }

    private static void requireNoQuery(UriInfo uri) {
        if (!uri.getQueryParameters().isEmpty()) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, "there are no query parameters here");
        }
    }
}
