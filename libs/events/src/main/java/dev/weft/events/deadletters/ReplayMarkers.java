package dev.weft.events.deadletters;

import dev.weft.core.DeadLetterId;
import dev.weft.core.DeadLetterReplay;
import dev.weft.events.ByteConsumer;
import dev.weft.events.EventCodec;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;

/**
 * What was done with which dead letter, on the compacted topic of replays. A search reads the whole topic, which has a short record for each letter ever
 * replayed and not yet expired, and keeps only what was asked for. Safe for use by several threads.
 */
public final class ReplayMarkers {

    private final KafkaSettings settings;
    private final EventCodec<DeadLetterReplay> codec;

    public ReplayMarkers(KafkaSettings settings, EventCodecs codecs) {
        this.settings = settings;
        this.codec = codecs.replays();
    }

    /** The last replay of each of these letters; one that was not replayed is absent. */
    public Map<DeadLetterId, DeadLetterReplay> find(Collection<DeadLetterId> letters) {
        if (letters.isEmpty()) {
            return Map.of();
        }
        try (ByteConsumer consumer = ByteConsumer.open(settings, IsolationLevel.READ_COMMITTED)) {
            return find(consumer, letters);
        }
    }

    Map<DeadLetterId, DeadLetterReplay> find(ByteConsumer consumer, Collection<DeadLetterId> letters) {
        Set<String> wanted = letters.stream().map(DeadLetterId::toString).collect(Collectors.toUnmodifiableSet());
        Map<DeadLetterId, DeadLetterReplay> found = new HashMap<>();
        consumer.readAll(settings.topics().replays(), record -> {
            byte[] key = record.key();
            if (key != null && wanted.contains(new String(key, StandardCharsets.UTF_8))) {
                put(found, record.value());
            }
        });
        return found;
    }

    ProducerRecord<byte[], byte[]> record(DeadLetterReplay replay) {
        return new ProducerRecord<>(
                settings.topics().replays(),
                replay.letter().toString().getBytes(StandardCharsets.UTF_8),
                codec.encode(replay));
    }

    private void put(Map<DeadLetterId, DeadLetterReplay> found, byte[] value) {
        try {
            DeadLetterReplay replay = codec.decode(value);
            found.put(replay.letter(), replay);
        } catch (UndecodableRecordException e) {
            // Somebody else's record says nothing of a replay: at worst the letter is delivered once more.
            return;
        }
    }
}
