package dev.weft.gateway.http;

import dev.weft.core.MediaId;
import dev.weft.core.MediaKey;
import dev.weft.gateway.Backends;
import dev.weft.gateway.http.Uploads.Prepared;
import dev.weft.gateway.intake.Ids;
import dev.weft.gateway.problem.Problem;
import dev.weft.gateway.problem.Reason;
import dev.weft.gateway.table.Known;
import dev.weft.gateway.table.Written;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** Items: store, replace, show, remove. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class MediaResource {

    private final Backends backends;
    private final Uploads uploads;

    @Inject
    MediaResource(Backends backends, Uploads uploads) {
        this.backends = backends;
        this.uploads = uploads;
    }

    @POST
    @Path("media")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            summary = "Store a new item",
            description = "From a form: file, caption, family, attributes, tags, id. `import` ties it to an import.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            examples = @ExampleObject(name = "example", value = Examples.FORM)))
    @APIResponse(
            responseCode = "202",
            description = "Accepted: the broker has it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MediaView.class),
                            examples = @ExampleObject(name = "example", value = Examples.ITEM)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public CompletionStage<RestResponse<MediaView>> createFromForm(
            InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) {
        var importId = Queries.importId(uri);
        Prepared prepared = uploads.form(body, contentType(headers), declaredBytes(headers));
        return uploads.create(prepared, importId).thenApply(MediaResource::stored);
    }

    @POST
    @Path("media")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Store a new item", description = "From JSON or a form. `import` ties it to an import.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ItemBody.class),
                            examples = @ExampleObject(name = "example", value = Examples.NEW_ITEM)))
    @APIResponse(
            responseCode = "202",
            description = "Accepted: the broker has it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MediaView.class),
                            examples = @ExampleObject(name = "example", value = Examples.ITEM)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public CompletionStage<RestResponse<MediaView>> createFromJson(
            InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) {
        var importId = Queries.importId(uri);
        Prepared prepared = uploads.json(body, declaredBytes(headers));
        return uploads.create(prepared, importId).thenApply(MediaResource::stored);
    }

    @PUT
    @Path("media/{id}")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            summary = "Store or replace an item",
            description = "From a form: file, caption, family, attributes, tags.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            examples = @ExampleObject(name = "example", value = Examples.FORM)))
    @APIResponse(
            responseCode = "202",
            description = "Accepted: the broker has it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MediaView.class),
                            examples = @ExampleObject(name = "example", value = Examples.ITEM)))
    @APIResponse(
            responseCode = "200",
            description = "Nothing differs, nothing is done",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MediaView.class),
                            examples = @ExampleObject(name = "example", value = Examples.ITEM)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public CompletionStage<RestResponse<MediaView>> putFromForm(
            @PathParam("id") String id, InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) {
        MediaId mediaId = Ids.media(id);
        var importId = Queries.importId(uri);
        Prepared prepared = uploads.form(body, contentType(headers), declaredBytes(headers));
        return uploads.put(mediaId, prepared, importId).thenApply(MediaResource::stored);
    }

    @PUT
    @Path("media/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Store or replace an item", description = "From JSON or a form.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ItemBody.class),
                            examples = @ExampleObject(name = "example", value = Examples.NEW_ITEM)))
    @APIResponse(
            responseCode = "202",
            description = "Accepted: the broker has it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MediaView.class),
                            examples = @ExampleObject(name = "example", value = Examples.ITEM)))
    @APIResponse(
            responseCode = "200",
            description = "Nothing differs, nothing is done",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MediaView.class),
                            examples = @ExampleObject(name = "example", value = Examples.ITEM)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public CompletionStage<RestResponse<MediaView>> putFromJson(
            @PathParam("id") String id, InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) {
        MediaId mediaId = Ids.media(id);
        var importId = Queries.importId(uri);
        Prepared prepared = uploads.json(body, declaredBytes(headers));
        return uploads.put(mediaId, prepared, importId).thenApply(MediaResource::stored);
    }

    @GET
    @Path("media/{id}")
    @Operation(summary = "Show an item, its state and times")
    @APIResponse(
            responseCode = "200",
            description = "The item",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MediaView.class),
                            examples = @ExampleObject(name = "example", value = Examples.ITEM)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public MediaView show(@PathParam("id") String id, @Context UriInfo uri) {
        Queries.requireNone(uri);
        return MediaView.of(require(backends, Ids.media(id)));
    }

    @DELETE
    @Path("media/{id}")
    @Operation(summary = "Remove an item from every search")
    @APIResponse(
            responseCode = "202",
            description = "Accepted: no search shows it from now on",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MediaView.class),
                            examples = @ExampleObject(name = "example", value = Examples.ITEM)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public CompletionStage<RestResponse<MediaView>> delete(@PathParam("id") String id, @Context UriInfo uri) {
        Queries.requireNone(uri);
        return uploads.delete(Ids.media(id)).thenApply(MediaResource::stored);
    }

    static Known require(Backends backends, MediaId id) {
        return backends.table()
                .find(new MediaKey(backends.tenant(), id))
                .orElseThrow(() -> new ProblemException(Reason.UNKNOWN_ID, "there is no item " + id));
    }

    private static RestResponse<MediaView> stored(Written written) {
        MediaView view = MediaView.of(written.known());
        return switch (written.change()) {
            case UNCHANGED -> RestResponse.ok(view);
            case ACCEPTED ->
                RestResponse.ResponseBuilder.<MediaView>accepted(view)
                        .header(HttpHeaders.LOCATION, view.links().self())
                        .build();
        };
    }

    private static String contentType(HttpHeaders headers) {
        return String.valueOf(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    }

    static long declaredBytes(HttpHeaders headers) {
        String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, "the Content-Length header is no number", e);
        }
    }
}
