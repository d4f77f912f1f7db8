package dev.weft.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaStatus;
import dev.weft.core.Part;
import dev.weft.core.PartContent;
import dev.weft.gateway.table.Known;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An item as answers and events show it. */
@Schema(name = "Media", description = "An item, its state and the times of its stages")
public record MediaView(
        String id,
        long version,
        String state,
        @Nullable String family,
        @Nullable String caption,
        Map<String, Object> attributes,
        List<PartView> parts,
        @Nullable String release,
        List<StageView> stages,
        @Nullable FailureView failure,
        LinksView links) {

    /** One thing that is embedded of an item. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PartView(
            String name,
            String modality,
            @Nullable String contentType,
            @Nullable Long sizeBytes,
            @Nullable String sha256) {

        static PartView of(Part part) {
            return switch (part.content()) {
                case PartContent.InlineText text ->
                    new PartView(part.name(), part.modality().wireName(), null, null, null);
                case PartContent.StoredObject object ->
                    new PartView(
                            part.name(),
                            part.modality().wireName(),
                            object.contentType(),
                            object.sizeBytes(),
                            object.sha256().hex());
            };
        }
    }

    /** @param millis since acceptance */
    public record StageView(String stage, String at, long millis) {}

    /** Why a version will not become searchable. */
    public record FailureView(String stage, String reason, String message) {}

    /** @param content absent when there is no file */
    public record LinksView(
            String self,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String content,

            String events) {}

    static MediaView of(Known known) {
        Optional<MediaItem> item = known.item();
        Optional<MediaStatus> status = known.currentStatus();
        return new MediaView(
                known.key().id().value(),
                known.version(),
                word(known.state()),
                item.map(MediaItem::family).orElse(null),
                item.flatMap(Captions::of).orElse(null),
                item.map(MediaItem::attributes).map(AttributesView::of).orElseGet(Map::of),
                item.map(MediaItem::parts).orElseGet(List::of).stream()
                        .map(PartView::of)
                        .toList(),
                item.flatMap(_ -> status)
                        .flatMap(MediaStatus::release)
                        .map(Object::toString)
                        .orElse(null),
                Stages.of(known.media().occurredAt(), item.flatMap(_ -> status)),
                item.flatMap(_ -> status)
                        .flatMap(MediaStatus::failure)
                        .map(failure ->
                                new FailureView(failure.stage().wireName(), failure.reason(), failure.message()))
                        .orElse(null),
                links(known));
    }

    static String word(MediaStatus.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String contentLink(String id) {
        return "/v1/media/" + id + "/content";
    }

    private static LinksView links(Known known) {
        String id = known.key().id().value();
        String self = "/v1/media/" + id;
        boolean file = known.item().flatMap(ContentResource::file).isPresent();
        return new LinksView(self, file ? contentLink(id) : null, self + "/events");
    }

    /** The first time of each stage, in their order. */
    private static final class Stages {

        static List<StageView> of(Instant accepted, Optional<MediaStatus> status) {
            return Stream.of(
                            Optional.of(stage("accepted", accepted, accepted)),
                            status.flatMap(MediaStatus::embeddedAt).map(at -> stage("embedded", at, accepted)),
                            status.flatMap(MediaStatus::searchableAt).map(at -> stage("searchable", at, accepted)))
                    .flatMap(Optional::stream)
                    .toList();
        }

        private static StageView stage(String name, Instant at, Instant accepted) {
            // The clocks of two machines may disagree by more than a stage takes.
            long millis = Math.max(0, at.toEpochMilli() - accepted.toEpochMilli());
            return new StageView(name, Times.iso(at), millis);
        }
    }
}
