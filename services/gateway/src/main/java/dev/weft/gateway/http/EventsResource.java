package dev.weft.gateway.http;

import dev.weft.core.MediaId;
import dev.weft.core.MediaKey;
import dev.weft.core.MediaStatus.State;
import dev.weft.gateway.Backends;
import dev.weft.gateway.intake.Ids;
import dev.weft.gateway.problem.Problem;
import dev.weft.gateway.table.MediaTable;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What happens, as it happens. */
@Path("/v1")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Blocking
public class EventsResource {

    private static final Duration IMPORT_PACE = Duration.ofMillis(250);
    private static final Duration STATS_PACE = Duration.ofMillis(500);

    private final Backends backends;
    private final Streams streams;
    private final Imports imports;
    private final Stats stats;

    @Inject
    EventsResource(Backends backends, Streams streams, Imports imports, Stats stats) {
        this.backends = backends;
        this.streams = streams;
        this.imports = imports;
        this.stats = stats;
    }

    @GET
    @Path("media/{id}/events")
    @Operation(summary = "Follow an item until its state is final")
    @APIResponse(
            responseCode = "200",
            description = "Events `status`",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            examples = @ExampleObject(name = "example", value = Examples.EVENT)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Multi<OutboundSseEvent> media(@PathParam("id") String id, @Context Sse sse) {
        MediaId mediaId = Ids.media(id);
        MediaTable table = backends.table();
        MediaResource.require(backends, mediaId);
        return streams.follow(
                sse,
                "status",
                changed -> table.listen(new MediaKey(backends.tenant(), mediaId), changed),
                () -> MediaView.of(MediaResource.require(backends, mediaId)),
                view -> State.valueOf(view.state().toUpperCase(Locale.ROOT)).isFinal());
    }

    @GET
    @Path("imports/{id}/events")
    @Operation(summary = "Follow an import")
    @APIResponse(
            responseCode = "200",
            description = "Events `progress`, at most four a second",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            examples = @ExampleObject(name = "example", value = Examples.PROGRESS_EVENT)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Multi<OutboundSseEvent> progress(@PathParam("id") String id, @Context Sse sse) {
        imports.now(id);
        return streams.watch(sse, "progress", IMPORT_PACE, () -> imports.now(id));
    }

    @GET
    @Path("stats/events")
    @Operation(summary = "Follow the counts")
    @APIResponse(
            responseCode = "200",
            description = "Events `stats`, at most two a second and only on change",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            examples = @ExampleObject(name = "example", value = Examples.STATS_EVENT)))
    @APIResponse(
            responseCode = "default",
            description = "Refused, with the reason",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Multi<OutboundSseEvent> stats(@Context Sse sse) {
        stats.now();
        return streams.watch(sse, "stats", STATS_PACE, stats::now);
    }
}
