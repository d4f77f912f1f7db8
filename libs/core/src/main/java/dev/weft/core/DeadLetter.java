package dev.weft.core;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A record that could not be processed, with everything needed to understand and to replay it: the value of the {@code dlq} topic.
 *
 * @param reason a short fixed word, such as {@code not_avro}, fit for a metric's label
 * @param errorClass the class name of the exception, or of the rejection
 * @param message a sentence for a person
 * @param attempt counts from 1
 * @param key the record's key as it came, empty when it had none
 * @param value the record's value as it came, empty when it had none
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes, never compared
public record DeadLetter(
        Stage stage,
        String reason,
        String errorClass,
        String message,
        Origin origin,
        Optional<ReleaseId> release,
        int attempt,
        Instant failedAt,
        byte[] key,
        byte[] value,
        Map<String, byte[]> headers) {

    public DeadLetter {
        headers = Map.copyOf(headers);
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt counts from 1, got " + attempt);
        }
    }

    /** Where the record lies. */
    public record Origin(String topic, int partition, long offset, Instant timestamp) {
        @Override
        public String toString() {
            return topic + "-" + partition + "@" + offset;
        }
    }
}
