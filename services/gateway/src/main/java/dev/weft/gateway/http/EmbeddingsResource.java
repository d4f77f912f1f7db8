package dev.weft.gateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.Embedding;
import dev.weft.gateway.Backends;
import dev.weft.gateway.encode.Dimensions;
import dev.weft.gateway.encode.EmbeddingsRequest;
import dev.weft.gateway.encode.Encoded;
import dev.weft.gateway.encode.ServedModel;
import dev.weft.gateway.problem.Problem;
import dev.weft.inference.EmbeddingModel;
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
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Vectors for whoever wants to use them elsewhere. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class EmbeddingsResource {

    private final Backends backends;

    @Inject
    EmbeddingsResource(Backends backends) {
        this.backends = backends;
    }

    @POST
    @Path("embeddings")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Embed texts and pictures", description = "OpenAI's call, for its clients.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EmbeddingsBody.class),
                            examples = @ExampleObject(name = "example", value = Examples.EMBED)))
    @APIResponse(
            responseCode = "200",
            description = "Vectors, in the order of the inputs",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EmbeddingsView.class),
                            examples = @ExampleObject(name = "example", value = Examples.EMBEDDINGS)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public EmbeddingsView embed(InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) {
        Queries.requireNone(uri);
        return JsonBodies.answer(backends, body, headers, this::embed);
    }

    private EmbeddingsView embed(ObjectNode json) {
        EmbeddingsRequest request = backends.embeddings().read(json);
        ServedModel served = backends.served();
        served.require(request.model());
        EmbeddingModel model = backends.modelOf(served.release());
        UnaryOperator<Embedding> cut = Dimensions.cut(model, request.dimensions());
        Encoded encoded = backends.encoder(model).encode(request.inputs());
        return EmbeddingsView.of(
                encoded.vectors().stream().map(cut).toList(), request.encoding(), served.id(), encoded.tokens());
    }
}
