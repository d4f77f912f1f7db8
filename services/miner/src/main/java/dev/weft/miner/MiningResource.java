package dev.weft.miner;

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

/** Rounds of mining over HTTP. They are about the whole installation, whatever tenants are in it. */
@Path("/v1/mining-rounds")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class MiningResource {

    private static final int MAX_TEXT = 256;

    private final MinerService miner;

    MiningResource(MinerService miner) {
        this.miner = miner;
    }

    /** The last rounds, the newest first. */
    @Schema(name = "MiningRounds")
    record Rounds(List<MiningRoundView> rounds) {}

    /**
     * @param reason for people
     * @param by who wants it
     */
    @Schema(name = "MiningRoundRequest")
    record Start(@Nullable String reason, @Nullable String by) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Begin a round of mining: make batches of every pair, against the live release",
            description = "One at a time. It is mined anew also where nothing has changed.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Start.class),
                            examples = @ExampleObject(name = "example", value = MiningExamples.START)))
    @APIResponse(
            responseCode = "202",
            description = "It has begun; its address is in Location",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MiningRoundView.class),
                            examples = @ExampleObject(name = "example", value = MiningExamples.ROUND)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public RestResponse<MiningRoundView> begin(@Nullable Start start) {
        MiningRound round = miner.begin(
                text(start == null ? null : start.reason(), "asked for"),
                text(start == null ? null : start.by(), "somebody"));
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, MiningRoundView.of(round))
                .header(HttpHeaders.LOCATION, "/v1/mining-rounds/" + round.id())
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show how far a round of mining is, or how it ended")
    @APIResponse(
            responseCode = "200",
            description = "The round",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MiningRoundView.class),
                            examples = @ExampleObject(name = "example", value = MiningExamples.ROUND)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public MiningRoundView show(@PathParam("id") String id) {
        return miner.rounds()
                .find(id)
                .map(MiningRoundView::of)
                .orElseThrow(() ->
                        new ProblemException(MiningReason.UNKNOWN_ROUND, "the last ones are in /v1/mining-rounds"));
    }

    @GET
    @Operation(summary = "List the last rounds of mining, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "The last ones since the start, at most 20",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Rounds.class),
                            examples = @ExampleObject(name = "example", value = MiningExamples.LISTED)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    public Rounds list() {
        return new Rounds(miner.rounds().all().stream().map(MiningRoundView::of).toList());
    }

    private static String text(@Nullable String given, String otherwise) {
        if (given == null || given.isBlank()) {
            return otherwise;
        }
        if (given.length() > MAX_TEXT) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST,
                    "reason and by may have up to " + MAX_TEXT + " characters, got " + given.length());
        }
        return given;
    }
}
