package dev.weft.gateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.gateway.Backends;
import dev.weft.gateway.encode.Classifier;
import dev.weft.gateway.encode.ClassifyRequest;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Classification by labels that are nothing but words. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ClassifyResource {

    private final Backends backends;

    @Inject
    ClassifyResource(Backends backends) {
        this.backends = backends;
    }

    @POST
    @Path("classify")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Classify a text, a picture or an item by labels")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ClassifyBody.class),
                            examples = @ExampleObject(name = "example", value = Examples.CLASSIFY)))
    @APIResponse(
            responseCode = "200",
            description = "All labels, nearest first",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ClassifyView.class),
                            examples = @ExampleObject(name = "example", value = Examples.CLASSES)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ClassifyView classify(InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) {
        Queries.requireNone(uri);
        return JsonBodies.answer(backends, body, headers, this::classify);
    }

    private ClassifyView classify(ObjectNode json) {
        ClassifyRequest request = backends.classifications().read(json);
        Classifier classifier = backends.classifier();
        return ClassifyView.of(classifier.release(), classifier.modelId(), classifier.classify(request));
    }
}
