package dev.weft.trainer;

import dev.weft.http.ProblemBody;
import dev.weft.http.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** Measures releases over HTTP. It runs where the features are, and not beside a round. */
@Path("/v1/evaluations")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class EvaluationResource {

    private final TrainerService trainer;

    EvaluationResource(TrainerService trainer) {
        this.trainer = trainer;
    }

    /** The last ones, the newest first. */
    @Schema(name = "Evaluations")
    record Evaluations(List<EvaluationView> evaluations) {}

    /**
     * The body of a request; {@link EvaluationRequest} reads it.
     *
     * @param release absent for the live one
     * @param against to compare with; may be absent
     */
    @Schema(name = "EvaluationRequest")
    record Wanted(
            @Schema(examples = "catalog@2") String release,
            @Schema(examples = "catalog@1") String against) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Measure a release on the sets that the gate judges by",
            description = "One at a time, and not beside a round. Decides nothing.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Wanted.class),
                            examples = @ExampleObject(name = "example", value = EvaluationExamples.REQUEST)))
    @APIResponse(
            responseCode = "202",
            description = "It has begun; its address is in Location",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EvaluationView.class),
                            examples = @ExampleObject(name = "example", value = EvaluationExamples.BEGUN)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public RestResponse<EvaluationView> begin(InputStream body) {
        EvaluationView begun = trainer.beginEvaluation(EvaluationRequest.read(body));
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, begun)
                .header(HttpHeaders.LOCATION, "/v1/evaluations/" + begun.id())
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show whether a measurement runs, or what it has found")
    @APIResponse(
            responseCode = "200",
            description = "The measurement; its figures when it has ended",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EvaluationView.class),
                            examples = @ExampleObject(name = "example", value = EvaluationExamples.MEASURED)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public EvaluationView show(@PathParam("id") String id) {
        return trainer.evaluations()
                .find(id)
                .orElseThrow(() ->
                        new ProblemException(RoundReason.UNKNOWN_EVALUATION, "the last ones are in /v1/evaluations"));
    }

    @GET
    @Operation(summary = "List the last measurements, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "The last ones since the start, at most 20",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Evaluations.class),
                            examples = @ExampleObject(name = "example", value = EvaluationExamples.LISTED)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public Evaluations list() {
        return new Evaluations(trainer.evaluations().all());
    }
}
