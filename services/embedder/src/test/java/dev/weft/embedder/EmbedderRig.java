package dev.weft.embedder;

import static org.awaitility.Awaitility.await;

import dev.weft.core.Attributes;
import dev.weft.core.DeadLetter;
import dev.weft.core.Feature;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaEvent;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.MediaStatus;
import dev.weft.core.Part;
import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.running.Backoff;
import dev.weft.events.EventCodec;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.UndecodableRecordException;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.InferenceOptions;
import dev.weft.media.AvBudget;
import dev.weft.media.DecodeBudget;
import dev.weft.media.Ffmpeg;
import dev.weft.media.ObjectStore;
import dev.weft.media.ObjectStores;
import dev.weft.preparation.AvSettings;
import dev.weft.testkit.GroupOffsets;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.TopicReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** An embedder on real Kafka with the real model, and what a test needs around it. */
final class EmbedderRig implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final KafkaSettings kafka;
    final ObjectStore objects;
    final MeterRegistry registry = new SimpleMeterRegistry();
    Duration inferenceTimeout = Duration.ofMinutes(1);
    private final EventCodecs codecs;
    private final Producer<String, byte[]> producer;

    EmbedderRig(KafkaSettings kafka, Path folder) {
        this.kafka = kafka;
        this.objects = ObjectStores.open("folder:" + folder);
        this.codecs = EventCodecs.open(kafka);
        TopicProvisioner.ensure(kafka, PATIENCE);
        this.producer = Producers.idempotent(kafka, "test");
    }

    EmbedderRuntime start() {
        return start(DemoModel.open(), objects, "a");
    }

    EmbedderRuntime start(EmbeddingModel model, ObjectStore store, String instance) {
        return EmbedderRuntime.start(settings(instance), registry, model, store);
    }

    EmbedderSettings settings(String instance) {
        return new EmbedderSettings(
                kafka,
                "folder:unused",
                DemoModel.LOCATION,
                TestObjects.RELEASE,
                InferenceOptions.defaults(),
                DecodeBudget.defaults(),
                new AvSettings(
                        AvBudget.defaults(), Ffmpeg.folder(key -> Optional.empty()), Duration.ofSeconds(1), 10, 256),
                new EmbedderSettings.Consuming(
                        group(), group() + "-" + instance, Duration.ofSeconds(10), 16, Duration.ofMillis(5), 48),
                new EmbedderSettings.Working(
                        8,
                        inferenceTimeout,
                        2,
                        64L << 20,
                        256,
                        new Backoff(Duration.ofMillis(50), Duration.ofMillis(200))));
    }

    String group() {
        return kafka.topicPrefix() + "embedder";
    }

    /** Stores a picture and gives back an item with it and a caption. */
    MediaItem pictured(String id, long version, byte[] picture, String caption) throws IOException {
        MediaKey key = TestObjects.key(id);
        StoredObject stored = objects.put(key.tenant(), new ByteArrayInputStream(picture), "image/png");
        return new MediaItem(key, version, id, Attributes.NONE, List.of(Part.image(stored), Part.caption(caption)));
    }

    void send(MediaEvent event) {
        sendRaw(event.key().toString(), codecs.media().encode(event));
    }

    byte[] encoded(MediaEvent event) {
        return codecs.media().encode(event);
    }

    void sendRaw(@Nullable String key, byte @Nullable [] value) {
        Future<RecordMetadata> _ =
                producer.send(new ProducerRecord<>(kafka.topics().media(), key, value));
        producer.flush();
    }

    List<MediaEmbedded> embeddings() {
        return read(kafka.topics().embeddings(), codecs.embeddings());
    }

    List<MediaStatus> statuses() {
        return read(kafka.topics().status(), codecs.status());
    }

    List<DeadLetter> deadLetters() {
        return read(kafka.topics().deadLetters(), codecs.deadLetters());
    }

    List<Feature> features() {
        return read(kafka.topics().features(), codecs.features());
    }

    /** Keys of features that were cleared. */
    List<String> clearedFeatures() {
        return TopicReader.readCommitted(kafka, kafka.topics().features()).stream()
                .filter(record -> record.value() == null)
                .map(record -> record.key())
                .toList();
    }

    void awaitNoLag() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> lag() == 0);
    }

    /** How many records of the media topic are not committed by the embedder's group. */
    long lag() throws ExecutionException, InterruptedException {
        return GroupOffsets.lag(kafka, kafka.topics().media(), group());
    }

    private <T> List<T> read(String topic, EventCodec<T> codec) {
        return TopicReader.readCommitted(kafka, topic).stream()
                .filter(record -> record.value() != null)
                .map(record -> decode(codec, record.value()))
                .toList();
    }

    private static <T> T decode(EventCodec<T> codec, byte[] value) {
        try {
            return codec.decode(value);
        } catch (UndecodableRecordException e) {
            throw new AssertionError("what the embedder writes must be readable", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
