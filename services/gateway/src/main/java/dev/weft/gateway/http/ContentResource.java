package dev.weft.gateway.http;

import dev.weft.core.MediaItem;
import dev.weft.core.Part;
import dev.weft.core.PartContent.StoredObject;
import dev.weft.gateway.Backends;
import dev.weft.gateway.intake.Ids;
import dev.weft.gateway.problem.Problem;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.media.ObjectNotFoundException;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The files themselves. */
@Path("/v1")
@Blocking
public class ContentResource {

    private static final String FOREVER = "public, max-age=31536000, immutable";

    /** An item's file can be replaced, so a copy is asked about before it is shown again; mostly the answer is 304. */
    private static final String ASK = "private, no-cache";

    private final Backends backends;

    @Inject
    ContentResource(Backends backends) {
        this.backends = backends;
    }

    @GET
    @Path("media/{id}/content")
    @Operation(
            summary = "Show an item's picture, sound or video",
            description = "With `sha256`, only if the file has this hash, and cacheable for ever.")
    @APIResponse(
            responseCode = "200",
            description = "The bytes, with their sniffed type",
            content =
                    @Content(mediaType = "*/*", examples = @ExampleObject(name = "example", value = Examples.PICTURE)))
    @APIResponse(responseCode = "304", description = "The file of the If-None-Match header")
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response content(@PathParam("id") String id, @Context UriInfo uri, @Context Request request) {
        Optional<String> wanted = Queries.optional(uri, "sha256");
        StoredObject object = MediaResource.require(backends, Ids.media(id))
                .item()
                .flatMap(ContentResource::file)
                .filter(file ->
                        wanted.isEmpty() || wanted.get().equals(file.sha256().hex()))
                .orElseThrow(() -> new ProblemException(Reason.UNKNOWN_ID, "the item has no such file"));
        EntityTag tag = new EntityTag(object.sha256().hex());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return headers(unchanged != null ? unchanged : body(object), tag, wanted.isPresent() ? FOREVER : ASK);
    }

    private Response.ResponseBuilder body(StoredObject object) {
        try {
            return Response.ok(backends.objects().open(object), object.contentType())
                    .header(HttpHeaders.CONTENT_LENGTH, object.sizeBytes());
        } catch (ObjectNotFoundException e) {
            throw new ProblemException(Reason.UNKNOWN_ID, "the object store has lost the item's file", e);
        } catch (IOException e) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "the object store cannot be used now", e);
        }
    }

    /** What a stranger uploaded must stay what it is, whatever a browser would like to make of it. */
    private static Response headers(Response.ResponseBuilder response, EntityTag tag, String caching) {
        return response.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    /** An item has at most one file: a picture, a sound or a video. */
    static Optional<StoredObject> file(MediaItem item) {
        return item.parts().stream()
                .map(Part::content)
                .filter(StoredObject.class::isInstance)
                .map(StoredObject.class::cast)
                .findFirst();
    }
}
