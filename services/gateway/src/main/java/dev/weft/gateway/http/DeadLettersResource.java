package dev.weft.gateway.http;

import dev.weft.gateway.Backends;
import dev.weft.gateway.deadletters.Listing;
import dev.weft.gateway.deadletters.ListingReader;
import dev.weft.gateway.deadletters.Replay;
import dev.weft.gateway.deadletters.ReplayReader;
import dev.weft.gateway.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Records that could not be processed: which there are, what is in them, and processing them again. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DeadLettersResource {

    private static final Set<String> PARAMETERS = Set.of("stage", "reason", "release", "since", "limit", "after");

    private final Backends backends;

    @Inject
    DeadLettersResource(Backends backends) {
        this.backends = backends;
    }

    @GET
    @Path("dead-letters")
    @Operation(summary = "List records that could not be processed, newest first")
    @Parameter(name = "stage", in = ParameterIn.QUERY, description = "accept, read, fetch, decode, embed or index")
    @Parameter(name = "reason", in = ParameterIn.QUERY, description = "The exact word")
    @Parameter(name = "release", in = ParameterIn.QUERY, description = "space@number")
    @Parameter(name = "since", in = ParameterIn.QUERY, description = "An instant; those that failed then or later")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 1000, 100 when absent")
    @Parameter(name = "after", in = ParameterIn.QUERY, description = "The 'next' of the page before")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DeadLetterView.Page.class),
                            examples = @ExampleObject(name = "example", value = DeadLetterExamples.PAGE)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public DeadLetterView.Page list(@Context UriInfo uri) {
        Function<String, Optional<String>> query = Queries.optional(uri, PARAMETERS);
        Listing listing = new Listing(
                ListingReader.filter(query),
                query.apply("after").map(ListingReader::after),
                query.apply("limit").map(ListingReader::limit).orElse(ListingReader.DEFAULT_LIMIT));
        return DeadLetterView.Page.of(backends.deadLetters().list(listing));
    }

    @GET
    @Path("dead-letters/{id}")
    @Operation(summary = "Show all of one, its raw bytes included")
    @APIResponse(
            responseCode = "200",
            description = "The dead letter",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DeadLetterView.Whole.class),
                            examples = @ExampleObject(name = "example", value = DeadLetterExamples.WHOLE)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public DeadLetterView.Whole show(@PathParam("id") String id, @Context UriInfo uri) {
        Queries.requireNone(uri);
        return DeadLetterView.Whole.of(backends.deadLetters().show(ListingReader.id(id)));
    }

    @POST
    @Path("dead-letters:replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Process some again",
            description =
                    "By ids or by a filter. Those that were replayed before are skipped unless 'again'; those whose item has something newer are left out.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReplayBody.class),
                            examples = @ExampleObject(name = "example", value = DeadLetterExamples.REPLAY)))
    @APIResponse(
            responseCode = "200",
            description = "What became of each",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReplayView.class),
                            examples = @ExampleObject(name = "example", value = DeadLetterExamples.OUTCOMES)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ReplayView replay(InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) {
        Queries.requireNone(uri);
        return JsonBodies.answer(backends, body, headers, json -> {
            Replay replay = ReplayReader.read(json);
            return ReplayView.of(replay.effect(), backends.deadLetters().replay(replay));
        });
    }
}
