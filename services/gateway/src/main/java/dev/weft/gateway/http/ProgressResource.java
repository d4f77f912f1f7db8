package dev.weft.gateway.http;

import dev.weft.gateway.problem.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** Imports and overall counts. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ProgressResource {

    private final Imports imports;
    private final Stats stats;

    @Inject
    ProgressResource(Imports imports, Stats stats) {
        this.imports = imports;
        this.stats = stats;
    }

    /** The name of a new import. */
    @Schema(name = "Import")
    public record ImportId(String id) {}

    @POST
    @Path("imports")
    @Operation(summary = "Begin an import")
    @APIResponse(
            responseCode = "201",
            description = "Its id",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportId.class),
                            examples = @ExampleObject(name = "example", value = Examples.IMPORT)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public RestResponse<ImportId> begin(@Context UriInfo uri) {
        Queries.requireNone(uri);
        String id = imports.begin();
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, new ImportId(id))
                .header(HttpHeaders.LOCATION, "/v1/imports/" + id)
                .build();
    }

    @GET
    @Path("imports/{id}")
    @Operation(summary = "Show how far an import is")
    @APIResponse(
            responseCode = "200",
            description = "Cumulative counts",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ImportView.class),
                            examples = @ExampleObject(name = "example", value = Examples.PROGRESS)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public ImportView progress(@PathParam("id") String id, @Context UriInfo uri) {
        Queries.requireNone(uri);
        return imports.now(id);
    }

    @GET
    @Path("stats")
    @Operation(summary = "Count items by their state")
    @APIResponse(
            responseCode = "200",
            description = "Counts",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StatsView.class),
                            examples = @ExampleObject(name = "example", value = Examples.STATS)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public StatsView stats(@Context UriInfo uri) {
        Queries.requireNone(uri);
        return stats.now();
    }
}
