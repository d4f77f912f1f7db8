package dev.weft.gateway.http;

import dev.weft.core.Release;
import dev.weft.gateway.Backends;
import dev.weft.gateway.problem.Problem;
import dev.weft.gateway.releases.ReleaseChange;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** The releases of the space: what the loop has made, what is live, and going back. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ReleasesResource {

    private static final String ID = "{id: [^/:]+}";

    private final Backends backends;

    @Inject
    ReleasesResource(Backends backends) {
        this.backends = backends;
    }

    @GET
    @Path("releases")
    @Operation(summary = "List the releases of the space, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "All of them, rejected and retired ones too",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReleaseView.Listed.class),
                            examples = @ExampleObject(name = "example", value = ReleaseExamples.LISTED)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ReleaseView.Listed list(@Context UriInfo uri) {
        Queries.requireNone(uri);
        return new ReleaseView.Listed(
                backends.releases().list().stream().map(ReleaseView::of).toList());
    }

    @GET
    @Path("releases/" + ID)
    @Operation(summary = "Show a release")
    @APIResponse(
            responseCode = "200",
            description = "The release",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReleaseView.class),
                            examples = @ExampleObject(name = "example", value = ReleaseExamples.RELEASE)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ReleaseView show(@PathParam("id") String id, @Context UriInfo uri) {
        Queries.requireNone(uri);
        return ReleaseView.of(backends.releases().show(id));
    }

    @GET
    @Path("releases/" + ID + "/files/{name}")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "Get a file of a release, such as its gate's report")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            examples = @ExampleObject(name = "example", value = "(bytes)")))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response file(@PathParam("id") String id, @PathParam("name") String name, @Context UriInfo uri) {
        Queries.requireNone(uri);
        return Response.ok(backends.releases().file(id, name), type(name))
                .header("X-Content-Type-Options", "nosniff")
                // A report has its styles and pictures within itself, and the catalog's pictures from here.
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:")
                .build();
    }

    @POST
    @Path("releases")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            summary = "Bring a release that was made elsewhere",
            description =
                    "A form: `release` says what it is, `image`, `text` and so on are its heads as ONNX, `by` says who brings it. It becomes a candidate, which the gate judges.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            examples = @ExampleObject(name = "example", value = ReleaseExamples.FORM)))
    @APIResponse(
            responseCode = "201",
            description = "The candidate",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReleaseView.class),
                            examples = @ExampleObject(name = "example", value = ReleaseExamples.RELEASE)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public RestResponse<ReleaseView> take(InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) {
        Queries.requireNone(uri);
        Release candidate = ReleaseForms.answer(backends, body, headers, backends.releaseImports()::take);
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, ReleaseView.of(candidate))
                .header(HttpHeaders.LOCATION, "/v1/releases/" + candidate.id())
                .build();
    }

    @POST
    @Path("releases/" + ID + ":promote")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Bring a release live",
            description =
                    "An approved one goes live by itself. One that the gate rejected needs a reason, which is kept.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReleaseChangeBody.class),
                            examples = @ExampleObject(name = "example", value = ReleaseExamples.CHANGE)))
    @APIResponse(
            responseCode = "200",
            description = "The release as it is now; the rollout takes it on",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReleaseView.class),
                            examples = @ExampleObject(name = "example", value = ReleaseExamples.RELEASE)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ReleaseView promote(
            InputStream body, @PathParam("id") String id, @Context HttpHeaders headers, @Context UriInfo uri) {
        Queries.requireNone(uri);
        return JsonBodies.answer(backends, body, headers, json -> {
            ReleaseChange change = ReleaseChange.read(json);
            return ReleaseView.of(backends.releases().promote(id, change.reason(), change.by()));
        });
    }

    @POST
    @Path("releases:rollback")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Go back from the live release to the one before, which stands by")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReleaseChangeBody.class),
                            examples = @ExampleObject(name = "example", value = ReleaseExamples.CHANGE)))
    @APIResponse(
            responseCode = "200",
            description = "The release that is given up; the rollout switches the alias",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReleaseView.class),
                            examples = @ExampleObject(name = "example", value = ReleaseExamples.RELEASE)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ReleaseView rollback(InputStream body, @Context HttpHeaders headers, @Context UriInfo uri) {
        Queries.requireNone(uri);
        return JsonBodies.answer(backends, body, headers, json -> {
            ReleaseChange change = ReleaseChange.read(json);
            return ReleaseView.of(backends.releases().rollback(change.reason().orElse("asked for"), change.by()));
        });
    }

    private static String type(String name) {
        if (name.endsWith(".html")) {
            return MediaType.TEXT_HTML + ";charset=UTF-8";
        }
        return name.endsWith(".json") ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_OCTET_STREAM;
    }
}
