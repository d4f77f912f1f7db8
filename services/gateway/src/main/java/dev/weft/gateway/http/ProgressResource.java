package dev.weft.gateway.http;

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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
    public RestResponse<ImportId> begin(@Context UriInfo uri) {
        Queries.requireNone(uri);
        String id = imports.begin();
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, new ImportId(id))
                .header(HttpHeaders.LOCATION, "/v1/imports/" + id)
                .build();
    }

    @GET
    @Path("imports/{id}")
    public ImportView progress(@PathParam("id") String id, @Context UriInfo uri) {
        Queries.requireNone(uri);
        return imports.now(id);
    }

    @GET
    @Path("stats")
    public StatsView stats(@Context UriInfo uri) {
        Queries.requireNone(uri);
        return stats.now();
    }
}
