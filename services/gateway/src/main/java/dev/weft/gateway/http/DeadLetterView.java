package dev.weft.gateway.http;

import dev.weft.core.DeadLetter;
import dev.weft.core.ReleaseId;
import dev.weft.events.deadletters.DeadLetterSummary;
import dev.weft.gateway.deadletters.DeadLetterDesk.Found;
import dev.weft.gateway.deadletters.DeadLetterDesk.Shown;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter in a list. Texts are as they came: whoever shows them escapes them.
 *
 * @param key cut after 300 characters
 * @param message cut after 500 characters
 * @param replayed the last replay, if there was one
 */
@Schema(name = "DeadLetter")
public record DeadLetterView(
        String id,
        String failedAt,
        String stage,
        String reason,
        String message,
        String key,
        OriginView origin,
        @Nullable String release,
        int attempt,
        @Nullable ReplayedView replayed) {

    /** Where the record lies that could not be processed. */
    @Schema(name = "DeadLetterOrigin")
    public record OriginView(String topic, int partition, long offset, String timestamp) {
        static OriginView of(DeadLetter.Origin origin) {
            return new OriginView(origin.topic(), origin.partition(), origin.offset(), Times.iso(origin.timestamp()));
        }
    }

    /** @param unreadable records that were passed by because they are no dead letters */
    @Schema(name = "DeadLetters")
    public record Page(
            List<DeadLetterView> deadLetters, @Nullable String next, int unreadable) {

        static Page of(Found found) {
            return new Page(
                    found.page().letters().stream()
                            .map(letter -> DeadLetterView.of(
                                    letter, ReplayedView.of(found.replays().get(letter.id()))))
                            .toList(),
                    found.page().next().map(Object::toString).orElse(null),
                    found.page().unreadable());
        }
    }

    /**
     * All of a dead letter.
     *
     * @param event what the value says, as far as it can be read today
     */
    @Schema(name = "WholeDeadLetter")
    public record Whole(
            DeadLetterView deadLetter,
            String errorClass,
            String message,
            BytesView key,
            BytesView value,
            Map<String, BytesView> headers,
            String event) {

        static Whole of(Shown shown) {
            DeadLetter letter = shown.letter();
            Map<String, BytesView> headers = new TreeMap<>();
            letter.headers().forEach((name, value) -> headers.put(name, BytesView.of(value)));
            return new Whole(
                    DeadLetterView.of(
                            DeadLetterSummary.of(shown.id(), letter),
                            ReplayedView.of(shown.replay().orElse(null))),
                    letter.errorClass(),
                    letter.message(),
                    BytesView.of(letter.key()),
                    BytesView.of(letter.value()),
                    headers,
                    shown.event());
        }
    }

    private static DeadLetterView of(DeadLetterSummary letter, @Nullable ReplayedView replayed) {
        return new DeadLetterView(
                letter.id().toString(),
                Times.iso(letter.failedAt()),
                letter.stage().wireName(),
                letter.reason(),
                letter.message(),
                letter.key(),
                OriginView.of(letter.origin()),
                letter.release().map(ReleaseId::toString).orElse(null),
                letter.attempt(),
                replayed);
    }
}
