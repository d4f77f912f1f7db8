package dev.weft.events.deadletters;

import dev.weft.core.Attributes;
import dev.weft.core.DeadLetter;
import dev.weft.core.DeadLetterId;
import dev.weft.core.Embedding;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaEvent;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.core.Stage;
import dev.weft.events.Broker;
import dev.weft.events.ByteConsumer;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Topics of a test's own on a real broker, and what is written to them. */
final class Letters implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    static final ReleaseId RELEASE = new ReleaseId("catalog", 1);

    final KafkaSettings settings;
    final EventCodecs codecs;
    private final Producer<String, byte[]> producer;

    Letters(int partitions) {
        settings = Broker.topics(partitions);
        codecs = EventCodecs.open(settings);
        producer = Producers.idempotent(settings, "test");
    }

    /** A letter as the embedder makes it of a record on the media topic. */
    DeadLetter letter(String key, byte[] value, long offset, Instant failedAt) {
        return new DeadLetter(
                Stage.FETCH,
                "object_not_found",
                "Missing",
                "there is no such object",
                new DeadLetter.Origin(settings.topics().media(), 0, offset, NOW),
                Optional.of(RELEASE),
                1,
                failedAt,
                key.getBytes(StandardCharsets.UTF_8),
                value,
                Map.of("traceparent", new byte[] {1, 2}));
    }

    static DeadLetter with(DeadLetter letter, Stage stage, String reason, Optional<ReleaseId> release) {
        return new DeadLetter(
                stage,
                reason,
                letter.errorClass(),
                letter.message(),
                letter.origin(),
                release,
                letter.attempt(),
                letter.failedAt(),
                letter.key(),
                letter.value(),
                letter.headers());
    }

    static DeadLetter from(DeadLetter letter, DeadLetter.Origin origin) {
        return new DeadLetter(
                letter.stage(),
                letter.reason(),
                letter.errorClass(),
                letter.message(),
                origin,
                letter.release(),
                letter.attempt(),
                letter.failedAt(),
                letter.key(),
                letter.value(),
                letter.headers());
    }

    byte[] media(String id, long version) {
        MediaItem item = new MediaItem(
                MediaKey.of("default", id), version, id, Attributes.NONE, List.of(Part.caption("caption " + version)));
        return codecs.media().encode(new MediaEvent.Stored(item, MediaEvent.Kind.UPLOADED, NOW, Optional.empty()));
    }

    byte[] embedded(String id, long version, ReleaseId release) {
        return codecs.embeddings()
                .encode(new MediaEmbedded.Vectors(
                        MediaKey.of("default", id),
                        version,
                        release,
                        id,
                        Attributes.NONE,
                        List.of(new MediaEmbedded.PartVector(
                                Part.CAPTION, Modality.TEXT, Sha256.ofText(id), Embedding.of(0, 1))),
                        NOW,
                        Optional.empty()));
    }

    DeadLetterId bury(int partition, DeadLetter letter) {
        return bury(partition, codecs.deadLetters().encode(letter));
    }

    DeadLetterId bury(int partition, byte[] value) {
        RecordMetadata written = write(settings.topics().deadLetters(), partition, "key", value);
        return new DeadLetterId(written.partition(), written.offset());
    }

    RecordMetadata write(String topic, int partition, String key, byte[] value) {
        try {
            return producer.send(new ProducerRecord<>(topic, partition, key, value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("the broker must take the record", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    /** Everything on partition 0 of the topic. */
    List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (ByteConsumer consumer = ByteConsumer.open(settings, IsolationLevel.READ_COMMITTED)) {
            consumer.read(partition, 0, consumer.ends(Set.of(partition)).getOrDefault(partition, 0L), all::add);
        }
        return all;
    }

    List<ConsumerRecord<byte[], byte[]>> media() {
        return all(settings.topics().media());
    }
}
