package dev.weft.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.events.SchemaCatalog;
import dev.weft.gateway.Backends;
import dev.weft.gateway.problem.Problem;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The read side of the Confluent registry API over the built-in schemas, so that foreign clients can decode our topics. */
@Path("/")
@Produces({RegistryResource.MEDIA_TYPE, "application/vnd.schemaregistry+json", MediaType.APPLICATION_JSON})
@Blocking
public class RegistryResource {

    static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final Backends backends;

    @Inject
    RegistryResource(Backends backends) {
        this.backends = backends;
    }

    /** As the registry API has it; for a lookup by id, only the schema. */
    @Schema(name = "RegisteredSchema")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SchemaView(
            @Nullable String subject,
            @Nullable Integer version,
            @Nullable Integer id,
            String schema) {}

    @GET
    @Path("subjects")
    @Operation(summary = "List the subjects")
    @APIResponse(
            responseCode = "200",
            description = "Names",
            content =
                    @Content(
                            mediaType = MEDIA_TYPE,
                            examples = @ExampleObject(name = "example", value = Examples.SUBJECTS)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public List<String> subjects() {
        return catalog().subjects();
    }

    @GET
    @Path("subjects/{subject}/versions")
    @Operation(summary = "List a subject's versions")
    @APIResponse(
            responseCode = "200",
            description = "Numbers",
            content =
                    @Content(
                            mediaType = MEDIA_TYPE,
                            examples = @ExampleObject(name = "example", value = Examples.VERSIONS)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public List<Integer> versions(@PathParam("subject") String subject) {
        List<Integer> versions = catalog().versions(subject);
        if (versions.isEmpty()) {
            throw unknown("there is no such subject");
        }
        return versions;
    }

    @GET
    @Path("subjects/{subject}/versions/{version}")
    @Operation(summary = "Show a version of a subject", description = "A number or `latest`.")
    @APIResponse(
            responseCode = "200",
            description = "The schema",
            content =
                    @Content(
                            mediaType = MEDIA_TYPE,
                            schema = @Schema(implementation = SchemaView.class),
                            examples = @ExampleObject(name = "example", value = Examples.SCHEMA)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public SchemaView version(@PathParam("subject") String subject, @PathParam("version") String version) {
        SchemaCatalog catalog = catalog();
        Optional<SchemaCatalog.Entry> entry = version.equals("latest") || version.equals("-1")
                ? catalog.latest(subject)
                : number(version).flatMap(number -> catalog.version(subject, number));
        return entry.map(found -> new SchemaView(found.subject(), found.version(), found.id(), found.schemaJson()))
                .orElseThrow(() -> unknown("there is no such subject, or it has no such version"));
    }

    @GET
    @Path("schemas/ids/{id}")
    @Operation(summary = "Show the schema with an id")
    @APIResponse(
            responseCode = "200",
            description = "The schema",
            content =
                    @Content(
                            mediaType = MEDIA_TYPE,
                            schema = @Schema(implementation = SchemaView.class),
                            examples = @ExampleObject(name = "example", value = Examples.SCHEMA_ONLY)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public SchemaView byId(@PathParam("id") String id) {
        return number(id)
                .flatMap(catalog()::byId)
                .map(entry -> new SchemaView(null, null, null, entry.schemaJson()))
                .orElseThrow(() -> unknown("there is no schema with this id"));
    }

    private SchemaCatalog catalog() {
        if (backends.hasSchemaRegistry()) {
            throw new ProblemException(
                    StandardReason.UNKNOWN_PATH, "schemas are in the registry that weft.schema-registry.url names");
        }
        return SchemaCatalog.builtIn(backends.topicPrefix());
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static ProblemException unknown(String detail) {
        return new ProblemException(Reason.UNKNOWN_SCHEMA, detail);
    }
}
