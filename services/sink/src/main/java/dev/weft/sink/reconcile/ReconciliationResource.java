package dev.weft.sink.reconcile;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Runs of the reconciler over HTTP. They are about the whole installation, whatever tenants are in it. */
@Path("/v1/reconciliations")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ReconciliationResource {

    private static final String PROBLEM = "application/problem+json";
    private static final int RETRY_AFTER_SECONDS = 2;

    private final Reconciliations reconciliations;

    ReconciliationResource(Reconciliations reconciliations) {
        this.reconciliations = reconciliations;
    }

    /** The last runs, the newest first, without their findings. */
    record Runs(List<RunView> reconciliations) {}

    /** Begins a run. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<RunView> start(
            InputStream body, @HeaderParam("Sec-Fetch-Site") @Nullable String site, @Context UriInfo uri) {
        requireNoQuery(uri);
        if ("cross-site".equals(site)) {
            // The gateway refuses it as well where both are one application; a sink may run alone.
            throw new ReconcileProblem(ReconcileProblem.Reason.CROSS_SITE, "a page of another site may not write here");
        }
        ReconcileRequest request = ReconcileRequest.read(body);
        ReconciliationRun run = reconciliations.start(request.mode(), request.release());
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, RunView.of(run))
                .header(HttpHeaders.LOCATION, "/v1/reconciliations/" + run.id())
                .build();
    }

    /** Shows how far a run is, or what it has found. */
    @GET
    @Path("{id}")
    public RunView show(@PathParam("id") String id, @Context UriInfo uri) {
        requireNoQuery(uri);
        return reconciliations.last().stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .map(RunView::of)
                .orElseThrow(() -> new ReconcileProblem(
                        ReconcileProblem.Reason.UNKNOWN_RECONCILIATION, "the last ones are in /v1/reconciliations"));
    }

    /** Lists the last runs. */
    @GET
    public Runs list(@Context UriInfo uri) {
        requireNoQuery(uri);
        return new Runs(reconciliations.last().stream().map(RunView::brief).toList());
    }

    @ServerExceptionMapper
    public RestResponse<ReconcileProblem.Body> problem(ReconcileProblem problem, UriInfo uri) {
        RestResponse.ResponseBuilder<ReconcileProblem.Body> answer =
                RestResponse.ResponseBuilder.<ReconcileProblem.Body>create(
                                problem.reason().status())
                        .entity(problem.body(uri.getPath()))
                        .header(HttpHeaders.CONTENT_TYPE, PROBLEM);
        if (problem.reason() == ReconcileProblem.Reason.UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }

    private static void requireNoQuery(UriInfo uri) {
        if (!uri.getQueryParameters().isEmpty()) {
            throw new ReconcileProblem(ReconcileProblem.Reason.MALFORMED_REQUEST, "there are no query parameters here");
        }
    }
}
