package dev.weft.events;

import dev.weft.core.DeadLetter;
import dev.weft.core.Refusal;
import dev.weft.core.ReleaseId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes the records of dead letters, none larger than its topic takes: one that nobody takes would keep its partition standing still. Thread-safe.
 */
public final class DeadLetterRecords {

    /** What Kafka adds to a record: the headers of a batch and of the record, with its lengths. */
    private static final int FRAMING_BYTES = 1024;

    private final String topic;
    private final EventCodec<DeadLetter> codec;
    private final int maxBytes;

    /** @param maxBytes of a record with its framing, as Kafka counts it; see {@link #open} */
    public DeadLetterRecords(String topic, EventCodec<DeadLetter> codec, int maxBytes) {
        this.topic = topic;
        this.codec = codec;
        this.maxBytes = maxBytes;
    }

    /**
     * Asks the broker how large a dead letter may be, once: a limit that is lowered later counts after a restart.
     *
     * @param timeout how long to wait for the broker
     * @throws IllegalStateException if the broker can't be reached in time, or has no such topic
     */
    public static DeadLetterRecords open(KafkaSettings settings, EventCodecs codecs, Duration timeout) {
        return new DeadLetterRecords(
                settings.topics().deadLetters(), codecs.deadLetters(), DeadLetterLimit.of(settings, timeout));
    }

    /** The dead letter of a record that is refused while it is processed for a release. */
    public ProducerRecord<String, byte[]> of(
            ConsumerRecord<byte[], byte[]> origin, Refusal refusal, ReleaseId release) {
        return of(origin, refusal, Optional.of(release));
    }

    /** The same for a record that is refused whatever the release is. */
    public ProducerRecord<String, byte[]> of(ConsumerRecord<byte[], byte[]> origin, Refusal refusal) {
        return of(origin, refusal, Optional.empty());
    }

    private ProducerRecord<String, byte[]> of(
            ConsumerRecord<byte[], byte[]> origin, Refusal refusal, Optional<ReleaseId> release) {
        DeadLetter letter = DeadLetters.of(
                origin, refusal.stage(), refusal.reason(), refusal.cause(), release, DeadLetters.attemptOf(origin));
        boolean hasKey = origin.key() != null;
        ProducerRecord<String, byte[]> whole = record(letter, hasKey);
        int room = maxBytes - FRAMING_BYTES;
        return sizeOf(whole) <= room ? whole : cut(letter, hasKey, room);
    }

    private ProducerRecord<String, byte[]> cut(DeadLetter letter, boolean hasKey, int room) {
        DeadLetter withoutValue = CutLetters.withoutValue(letter, room / 4);
        int left = Math.max(0, room - sizeOf(record(withoutValue, hasKey)));
        return record(CutLetters.withValue(withoutValue, letter.value(), left), hasKey);
    }

    /** Its key is for partitioning and for people: the dead letter itself carries the key's bytes as they came. */
    private ProducerRecord<String, byte[]> record(DeadLetter letter, boolean hasKey) {
        String key = hasKey ? new String(letter.key(), StandardCharsets.UTF_8) : null;
        return new ProducerRecord<>(topic, key, codec.encode(letter));
    }

    private static int sizeOf(ProducerRecord<String, byte[]> record) {
        int key = record.key() == null ? 0 : record.key().getBytes(StandardCharsets.UTF_8).length;
        return Math.addExact(key, record.value().length);
    }
}
