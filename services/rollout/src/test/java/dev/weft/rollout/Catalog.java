package dev.weft.rollout;

import dev.weft.core.Attributes;
import dev.weft.core.Embedding;
import dev.weft.core.Feature;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaEvent;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartKey;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.testkit.TestImages;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Items as the gateway and the embedder write them: what was uploaded, features and vectors of one release, in one transaction. Each has a picture and
 * a caption. Thread-safe.
 */
final class Catalog implements AutoCloseable {

    static final int DIMENSION = 16;
    static final Map<Modality, String> TOWERS = Map.of(Modality.IMAGE, "image-tower", Modality.TEXT, "text-tower");

    /** That of every item. */
    static final byte[] PICTURE = TestImages.png(6);

    private static final List<String> PARTS = List.of(Part.IMAGE, Part.CAPTION);

    private final KafkaSettings kafka;
    private final EventCodecs codecs;
    private final Producer<String, byte[]> producer;
    private final Map<MediaKey, Long> versions = new ConcurrentHashMap<>();
    private volatile ReleaseId release;

    Catalog(KafkaSettings kafka, ReleaseId release) {
        this.kafka = kafka;
        this.codecs = EventCodecs.open(kafka);
        this.release = release;
        this.producer = Producers.transactional(kafka, kafka.topicPrefix() + "catalog", Duration.ofSeconds(15));
        producer.initTransactions();
    }

    /** The release that vectors are made for from here on. */
    void embedFor(ReleaseId other) {
        release = other;
    }

    void upload(int from, int to, long version) {
        transaction(() -> IntStream.range(from, to).forEach(i -> put(key(i), version)));
    }

    void delete(int item, long version) {
        MediaKey key = key(item);
        transaction(() -> {
            send(
                    kafka.topics().media(),
                    key.toString(),
                    codecs.media().encode(new MediaEvent.Deleted(key, version, TestObjects.NOW)));
            PARTS.forEach(part -> send(kafka.topics().features(), new PartKey(key, part).toString(), null));
            send(
                    kafka.topics().embeddings(),
                    key.toString(),
                    codecs.embeddings().encode(new MediaEmbedded.Deleted(key, version, TestObjects.NOW)));
        });
        versions.remove(key);
    }

    /** An item whose vectors are there, and whose features never will be. */
    void uploadWithoutFeatures(int item, long version) {
        transaction(() -> vectors(key(item), version));
        versions.put(key(item), version);
    }

    /** What is to be found, with versions. */
    Map<MediaKey, Long> expected() {
        return Map.copyOf(versions);
    }

    static MediaKey key(int item) {
        return TestObjects.key("item-" + item);
    }

    static String caption(MediaKey key, long version) {
        return "version " + version + " of " + key.id();
    }

    static Embedding feature(MediaKey key, String part, long version) {
        return new UnitVectors(DIMENSION, (key + part + version).hashCode()).next();
    }

    private void put(MediaKey key, long version) {
        MediaItem item = new MediaItem(
                key,
                version,
                key.id().value(),
                Attributes.NONE,
                List.of(
                        Part.image(TestObjects.stored(key, PICTURE, "image/png")),
                        Part.caption(caption(key, version))));
        send(kafka.topics().media(), key.toString(), codecs.media().encode(TestObjects.uploaded(item)));
        for (String part : PARTS) {
            PartKey name = new PartKey(key, part);
            Feature feature = new Feature(name, tower(part), modality(part), version, feature(key, part, version));
            send(kafka.topics().features(), name.toString(), codecs.features().encode(feature));
        }
        vectors(key, version);
        versions.put(key, version);
    }

    private void vectors(MediaKey key, long version) {
        MediaEmbedded.Vectors vectors = new MediaEmbedded.Vectors(
                key,
                version,
                release,
                key.id().value(),
                Attributes.NONE,
                PARTS.stream()
                        .map(part -> new MediaEmbedded.PartVector(
                                part,
                                modality(part),
                                Sha256.ofText(part + version),
                                Rotation.turn(release, feature(key, part, version))))
                        .toList(),
                TestObjects.NOW,
                Optional.empty());
        send(kafka.topics().embeddings(), key.toString(), codecs.embeddings().encode(vectors));
    }

    static Modality modality(String part) {
        return part.equals(Part.CAPTION) ? Modality.TEXT : Modality.IMAGE;
    }

    private static String tower(String part) {
        return Optional.ofNullable(TOWERS.get(modality(part))).orElseThrow();
    }

    private synchronized void transaction(Runnable work) {
        producer.beginTransaction();
        work.run();
        producer.commitTransaction();
    }

    private void send(String topic, String key, byte @Nullable [] value) {
        var _ = producer.send(new ProducerRecord<>(topic, key, value));
    }

    @Override
    public void close() {
        producer.close();
    }
}
