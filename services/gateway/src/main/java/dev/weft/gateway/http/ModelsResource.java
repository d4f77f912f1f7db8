package dev.weft.gateway.http;

import dev.weft.gateway.Backends;
import dev.weft.gateway.encode.ServedModel;
import dev.weft.gateway.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The model that is served. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ModelsResource {

    private final Backends backends;

    @Inject
    ModelsResource(Backends backends) {
        this.backends = backends;
    }

    @GET
    @Operation(summary = "List the served model", description = "OpenAI's call, for its clients.")
    @APIResponse(
            responseCode = "200",
            description = "One",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ModelView.Page.class),
                            examples = @ExampleObject(name = "example", value = Examples.MODELS)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ModelView.Page list(@Context UriInfo uri) {
        Queries.requireNone(uri);
        return ModelView.Page.of(backends.served());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show the served model", description = "By any of its names; the id says what it is.")
    @APIResponse(
            responseCode = "200",
            description = "The model",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ModelView.class),
                            examples = @ExampleObject(name = "example", value = Examples.MODEL)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ModelView show(@PathParam("id") String id, @Context UriInfo uri) {
        Queries.requireNone(uri);
        ServedModel served = backends.served();
        served.require(id);
        return ModelView.of(served);
    }
}
