package dev.weft.trainer;

import dev.weft.http.ProblemBody;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.trainer.round.RoundRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Rounds of learning over HTTP. They are about the whole installation, whatever tenants are in it. */
@Path("/v1/training-rounds")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RoundResource {

    private static final int MAX_REASON = 256;

    private final TrainerService trainer;

    RoundResource(TrainerService trainer) {
        this.trainer = trainer;
    }

    /** The last rounds, the newest first. */
    @Schema(name = "TrainingRounds")
    record Rounds(List<RoundView> rounds) {}

    /**
     * @param reason for people
     * @param by who wants it
     */
    @Schema(name = "TrainingRoundRequest")
    record Start(@Nullable String reason, @Nullable String by) {}

    /** @param id of the round that begins */
    @Schema(name = "TrainingRoundBegun")
    record Begun(String id) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Begin a round: learn new heads, and have the gate judge them", description = "One at a time.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Start.class),
                            examples = @ExampleObject(name = "example", value = RoundExamples.START)))
    @APIResponse(
            responseCode = "202",
            description = "It has begun; its address is in Location",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Begun.class),
                            examples = @ExampleObject(name = "example", value = RoundExamples.BEGUN)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public RestResponse<Begun> begin(@Nullable Start start) {
        String id = trainer.begin(new RoundRequest(
                text(start == null ? null : start.reason(), "asked for"),
                text(start == null ? null : start.by(), "somebody")));
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, new Begun(id))
                .header(HttpHeaders.LOCATION, "/v1/training-rounds/" + id)
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show how far a round is, or how it ended")
    @APIResponse(
            responseCode = "200",
            description = "The round",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RoundView.class),
                            examples = @ExampleObject(name = "example", value = RoundExamples.LEARNING)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public RoundView show(@PathParam("id") String id) {
        return trainer.book()
                .find(id)
                .map(RoundView::of)
                .orElseThrow(() ->
                        new ProblemException(RoundReason.UNKNOWN_ROUND, "the last ones are in /v1/training-rounds"));
    }

    @GET
    @Operation(summary = "List the last rounds, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "The last ones since the start, at most 20",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Rounds.class),
                            examples = @ExampleObject(name = "example", value = RoundExamples.LISTED)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public Rounds list() {
        return new Rounds(trainer.book().all().stream().map(RoundView::of).toList());
    }

    private static String text(@Nullable String given, String otherwise) {
        if (given == null || given.isBlank()) {
            return otherwise;
        }
        if (given.length() > MAX_REASON) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST,
                    "reason and by may have up to " + MAX_REASON + " characters, got " + given.length());
        }
        return given;
    }
}
