package dev.weft.gateway.http;

import dev.weft.core.Feedback;
import dev.weft.gateway.Backends;
import dev.weft.gateway.problem.Problem;
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
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** What people say of results. */
@Path("/v1/feedback")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class FeedbackResource {

    private final Backends backends;

    @Inject
    FeedbackResource(Backends backends) {
        this.backends = backends;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say whether an item fits a query: the model learns from it")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = FeedbackBody.class),
                            examples = @ExampleObject(name = "example", value = Examples.FEEDBACK)))
    @APIResponse(
            responseCode = "202",
            description = "Written down",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = FeedbackView.class),
                            examples = @ExampleObject(name = "example", value = Examples.FEEDBACK_TAKEN)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public CompletionStage<RestResponse<FeedbackView>> take(
            InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) {
        Queries.requireNone(uri);
        Feedback feedback = JsonBodies.answer(backends, body, headers, backends.judgements()::read);
        return backends.feedback()
                .take(feedback)
                .thenApply(taken -> RestResponse.status(RestResponse.Status.ACCEPTED, FeedbackView.of(taken)));
    }
}
