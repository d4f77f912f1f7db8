package dev.weft.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A release and how far it is.
 *
 * @param dimension of the space
 * @param towers whose features its heads take, by modality
 * @param heads the hash of each head of its own
 * @param forced why somebody promoted it against the gate
 * @param done of the state's work, in items
 * @param metrics of the gate and of the training, by name
 * @param files where each of its files is
 */
@Schema(name = "Release")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReleaseView(
        String id,
        @Nullable String parent,
        String state,
        int revision,
        String bundle,
        int dimension,
        Map<String, String> towers,
        Map<String, String> heads,
        String reason,
        String by,
        @Nullable String forced,
        long done,
        long total,
        Map<String, Double> metrics,
        Map<String, String> files,
        Instant createdAt,
        Instant since) {

    /** The releases of the space, the newest first. */
    @Schema(name = "Releases")
    public record Listed(List<ReleaseView> releases) {}

    static ReleaseView of(Release release) {
        Release.Standing standing = release.standing();
        Map<String, String> heads = new TreeMap<>();
        release.contents()
                .heads()
                .forEach((modality, head) ->
                        heads.put(modality.wireName(), head.sha256().hex()));
        Map<String, String> towers = new TreeMap<>();
        release.contents().towers().forEach((modality, tower) -> towers.put(modality.wireName(), tower));
        Map<String, String> files = new TreeMap<>();
        release.files().keySet().forEach(name -> files.put(name, "/v1/releases/" + release.id() + "/files/" + name));
        return new ReleaseView(
                release.id().toString(),
                release.parent().map(ReleaseId::toString).orElse(null),
                standing.state().wireName(),
                release.revision(),
                release.contents().bundle(),
                release.contents().dimension(),
                towers,
                heads,
                standing.reason(),
                standing.by(),
                standing.forced().orElse(null),
                standing.progress().done(),
                standing.progress().total(),
                release.metrics(),
                files,
                release.createdAt(),
                standing.since());
    }
}
