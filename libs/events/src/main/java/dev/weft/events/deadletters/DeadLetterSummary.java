package dev.weft.events.deadletters;

import dev.weft.core.DeadLetter;
import dev.weft.core.DeadLetterId;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A dead letter in a list: without its bytes, and with its texts cut, so that a list has a size. Texts are as hostile as they came.
 *
 * @param key as text, whatever bytes it has
 */
public record DeadLetterSummary(
        DeadLetterId id,
        Instant failedAt,
        Stage stage,
        String reason,
        String message,
        String key,
        DeadLetter.Origin origin,
        Optional<ReleaseId> release,
        int attempt) {

    /** A key of ours has at most 257 characters, a topic's name 249. */
    private static final int MAX_NAME = 300;

    private static final int MAX_MESSAGE = 500;

    public static DeadLetterSummary of(DeadLetterId id, DeadLetter letter) {
        DeadLetter.Origin origin = letter.origin();
        return new DeadLetterSummary(
                id,
                letter.failedAt(),
                letter.stage(),
                cut(letter.reason(), MAX_NAME),
                cut(letter.message(), MAX_MESSAGE),
                text(letter.key()),
                new DeadLetter.Origin(
                        cut(origin.topic(), MAX_NAME), origin.partition(), origin.offset(), origin.timestamp()),
                letter.release(),
                letter.attempt());
    }

    private static String text(byte[] key) {
        // A character takes at most 4 bytes: so many hold all that is shown, and one more says that it is cut.
        byte[] head = key.length > 4 * (MAX_NAME + 1) ? Arrays.copyOf(key, 4 * (MAX_NAME + 1)) : key;
        return cut(new String(head, StandardCharsets.UTF_8), MAX_NAME);
    }

    private static String cut(String text, int max) {
        return text.length() > max ? text.substring(0, max) + "…" : text;
    }
}
