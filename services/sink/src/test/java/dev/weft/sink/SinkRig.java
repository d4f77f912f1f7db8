package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.DeadLetter;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaStatus;
import dev.weft.core.running.Backoff;
import dev.weft.events.EventCodec;
import dev.weft.events.EventCodecs;
import dev.weft.events.InterposedCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.events.SchemaRegistryException;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.UndecodableRecordException;
import dev.weft.testkit.GroupOffsets;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.TopicReader;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A sink on real Kafka, and what a test needs around it. */
final class SinkRig implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String COLLECTION = TestObjects.RELEASE.collection();

    final KafkaSettings kafka;
    final MeterRegistry registry = new SimpleMeterRegistry();
    private final EventCodecs codecs;
    private final Producer<String, byte[]> producer;

    SinkRig(KafkaSettings kafka) {
        this.kafka = kafka;
        this.codecs = EventCodecs.open(kafka);
        TopicProvisioner.ensure(kafka, PATIENCE);
        this.producer = Producers.idempotent(kafka, "test");
    }

    /** Closing the sink closes the store. */
    SinkRuntime start(VectorStore store) {
        return start(store, OptionalInt.empty());
    }

    SinkRuntime start(VectorStore store, OptionalInt dimension) {
        return start(store, dimension, codecs);
    }

    SinkRuntime start(VectorStore store, OptionalInt dimension, EventCodecs with) {
        return start(settings(dimension, 1), store, with);
    }

    SinkRuntime start(SinkSettings settings, VectorStore store) {
        return start(settings, store, codecs);
    }

    private SinkRuntime start(SinkSettings settings, VectorStore store, EventCodecs with) {
        return SinkRuntime.start(settings, registry, store, with);
    }

    SinkSettings settings(OptionalInt dimension, int writers) {
        return settings(kafka, "memory:unused", dimension, writers);
    }

    /** Shorter than a member may be silent, which some tests make short. */
    private static Duration drain(KafkaSettings kafka) {
        return Duration.ofSeconds(kafka.properties().containsKey("max.poll.interval.ms") ? 1 : 5);
    }

    static SinkSettings settings(KafkaSettings kafka, String store, OptionalInt dimension, int writers) {
        return new SinkSettings(
                kafka,
                store,
                TestObjects.RELEASE,
                dimension,
                new SinkSettings.Reading(group(kafka), Duration.ofMillis(5), 200, 1 << 20, drain(kafka)),
                new SinkSettings.Writing(
                        writers,
                        new BatchLimits(50, 1 << 18),
                        Duration.ofMillis(100),
                        new Backoff(Duration.ofMillis(20), Duration.ofMillis(100)),
                        Duration.ofMillis(300)),
                Optional.empty());
    }

    /** The ids that the group has given its members: one that was thrown out and comes back has another. */
    List<String> members() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.clientProperties("members"))) {
            return admin.describeConsumerGroups(List.of(group())).all().get().values().stream()
                    .flatMap(group -> group.members().stream())
                    .map(MemberDescription::consumerId)
                    .sorted()
                    .toList();
        }
    }

    double meter(String name, String... tags) {
        return registry.get(name).tags(tags).meter().measure().iterator().next().getValue();
    }

    /** Codecs whose registry can't be asked the first times. */
    EventCodecs withRegistryDown(int times) {
        AtomicInteger left = new AtomicInteger(times);
        return InterposedCodecs.beforeEachEmbedding(codecs, () -> {
            if (left.getAndDecrement() > 0) {
                throw new SchemaRegistryException("the registry does not answer");
            }
        });
    }

    private static String group(KafkaSettings kafka) {
        return kafka.topicPrefix() + "sink";
    }

    String group() {
        return group(kafka);
    }

    void send(MediaEmbedded event) {
        sendRaw(event.key().toString(), codecs.embeddings().encode(event));
    }

    void sendRaw(@Nullable String key, byte @Nullable [] value) {
        queue(key, value);
        flush();
    }

    /** Sends them together: much faster than one by one, where nothing depends on how they come. */
    void sendAll(Stream<MediaEmbedded> events) {
        List<Future<RecordMetadata>> sent = events.map(event -> producer.send(new ProducerRecord<>(
                        kafka.topics().embeddings(),
                        event.key().toString(),
                        codecs.embeddings().encode(event))))
                .toList();
        flush();
        assertThat(sent).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ZERO));
    }

    /** Sends it, at the latest with the next {@link #flush()}. */
    void queue(@Nullable String key, byte @Nullable [] value) {
        Future<RecordMetadata> _ =
                producer.send(new ProducerRecord<>(kafka.topics().embeddings(), key, value));
    }

    /** Returns when all is sent. */
    void flush() {
        producer.flush();
    }

    List<MediaStatus> statuses() {
        return read(kafka.topics().status(), codecs.status());
    }

    List<DeadLetter> deadLetters() {
        return read(kafka.topics().deadLetters(), codecs.deadLetters());
    }

    static List<StoredVersion> content(VectorStore store) {
        return store.scan(COLLECTION, Optional.empty(), 10_000);
    }

    void awaitNoLag() {
        awaitNoLag(PATIENCE);
    }

    void awaitNoLag(Duration limit) {
        await().atMost(limit).pollInterval(Duration.ofMillis(100)).until(() -> lag() == 0);
    }

    /** How many records of the embeddings topic are not committed by the sink's group. */
    long lag() throws ExecutionException, InterruptedException {
        return GroupOffsets.lag(kafka, kafka.topics().embeddings(), group());
    }

    /** Makes the group start again at the first record. */
    void rewindGroup() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka.clientProperties("rewind"))) {
            admin.deleteConsumerGroups(List.of(group())).all().get();
        }
    }

    private <T> List<T> read(String topic, EventCodec<T> codec) {
        return TopicReader.readCommitted(kafka, topic).stream()
                .map(record -> decode(codec, record.value()))
                .toList();
    }

    static <T> T decode(EventCodec<T> codec, byte[] value) {
        try {
            return codec.decode(value);
        } catch (UndecodableRecordException e) {
            throw new AssertionError("what the sink writes must be readable", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
