package dev.weft.events;

import dev.weft.core.DeadLetter;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Makes dead letters of records, with everything needed to replay them. */
public final class DeadLetters {

    /** A message is a sentence, whatever a library put into it. */
    private static final int MAX_MESSAGE_CHARS = 2_000;

    /** On a replayed record: which attempt this is, as a decimal number. */
    public static final String ATTEMPT_HEADER = "weft-attempt";

    /** On a replayed record: the {@link dev.weft.core.DeadLetterId} of the dead letter it was replayed from. */
    public static final String REPLAY_OF_HEADER = "weft-replay-of";

    private static final Pattern ATTEMPT = Pattern.compile("[1-9][0-9]{0,8}");

    private DeadLetters() {}

    /**
     * Which attempt processing this record is: that of its header when it was replayed, else 1. Anybody may write headers, so one that is no
     * such number counts as none.
     */
    public static int attemptOf(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(ATTEMPT_HEADER);
        if (header == null) {
            return 1;
        }
        String text = new String(orEmpty(header.value()), StandardCharsets.US_ASCII);
        return ATTEMPT.matcher(text).matches() ? Integer.parseInt(text) : 1;
    }

    /**
     * A dead letter for a record whose processing threw.
     *
     * @param reason a short fixed word
     * @param attempt counts from 1
     */
    public static DeadLetter of(
            ConsumerRecord<byte[], byte[]> origin,
            Stage stage,
            String reason,
            Throwable error,
            Optional<ReleaseId> release,
            int attempt) {
        String message = Optional.ofNullable(error.getMessage())
                .orElseGet(() -> error.getClass().getSimpleName());
        return of(origin, stage, reason, error.getClass().getName(), message, release, attempt);
    }

    /**
     * A dead letter for a record that was rejected.
     *
     * @param reason a short fixed word
     * @param errorClass what a class of errors is called
     * @param message a sentence for a person; cut after 2,000 characters
     * @param attempt counts from 1
     */
    public static DeadLetter of(
            ConsumerRecord<byte[], byte[]> origin,
            Stage stage,
            String reason,
            String errorClass,
            String message,
            Optional<ReleaseId> release,
            int attempt) {
        Map<String, byte[]> headers = new HashMap<>();
        for (Header header : origin.headers()) {
            headers.put(header.key(), orEmpty(header.value()));
        }
        // Only we say whether a letter is whole: anybody may write headers.
        headers.remove(CutLetters.RECORD_BYTES_HEADER);
        return new DeadLetter(
                stage,
                reason,
                errorClass,
                message.length() > MAX_MESSAGE_CHARS ? message.substring(0, MAX_MESSAGE_CHARS) + "…" : message,
                new DeadLetter.Origin(
                        origin.topic(),
                        origin.partition(),
                        origin.offset(),
                        Instant.ofEpochMilli(Math.max(0, origin.timestamp()))),
                release,
                attempt,
                Instant.now(),
                orEmpty(origin.key()),
                orEmpty(origin.value()),
                headers);
    }

    private static byte[] orEmpty(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }
}
