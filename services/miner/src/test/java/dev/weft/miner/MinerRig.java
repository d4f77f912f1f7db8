package dev.weft.miner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.DeadLetter;
import dev.weft.core.Embedding;
import dev.weft.core.Feedback;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.Split;
import dev.weft.core.running.Backoff;
import dev.weft.events.EventCodec;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.UndecodableRecordException;
import dev.weft.mining.negatives.MiningSettings;
import dev.weft.testkit.TestImages;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.TopicReader;
import dev.weft.testkit.UnitVectors;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What tests of the miner do to the topics and to the index. */
final class MinerRig implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);
    static final int DIMENSION = 16;

    final KafkaSettings kafka;
    final EventCodecs codecs;
    private final Producer<String, byte[]> producer;

    MinerRig(KafkaSettings kafka) {
        this.kafka = kafka;
        TopicProvisioner.ensure(kafka, Duration.ofSeconds(30));
        codecs = EventCodecs.open(kafka);
        producer = Producers.idempotent(kafka, "rig");
    }

    /** Small pools and short waits. */
    static MinerSettings settings(KafkaSettings kafka, String store, Path folder) {
        return new MinerSettings(
                kafka,
                store,
                "folder:" + folder.resolve("objects"),
                TestObjects.RELEASE,
                new MinerSettings.Running(
                        true,
                        kafka.topicPrefix() + "miner",
                        kafka.topicPrefix() + "miner",
                        Duration.ofSeconds(10),
                        folder.resolve("state"),
                        0,
                        64,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        new Backoff(Duration.ofMillis(50), Duration.ofMillis(500))),
                new MinerSettings.Measuring(500, Duration.ofHours(1), 1),
                MiningSettings.defaults());
    }

    /** The same for a miner that mines only in rounds. */
    static MinerSettings onDemand(MinerSettings settings) {
        MinerSettings.Running running = settings.running();
        return new MinerSettings(
                settings.kafka(),
                settings.vectorStore(),
                settings.objectStore(),
                settings.release(),
                new MinerSettings.Running(
                        false,
                        running.groupId(),
                        running.transactionalId(),
                        running.transactionTimeout(),
                        running.state(),
                        running.standbyReplicas(),
                        running.pool(),
                        running.linger(),
                        running.patience(),
                        running.backoff()),
                settings.measuring(),
                settings.mining());
    }

    /** Items with a picture and a caption, of families for training. */
    static List<MediaItem> items(int count) {
        return IntStream.range(0, count).mapToObj(i -> item("item-" + i, 1)).toList();
    }

    static MediaItem item(String id, long version) {
        MediaKey key = TestObjects.key(id);
        return new MediaItem(
                key,
                version,
                family(id, Split.TRAIN),
                TestObjects.attributes(),
                List.of(
                        Part.image(TestObjects.stored(key, TestImages.png(id.hashCode()), "image/png")),
                        Part.caption("picture of " + id)));
    }

    static String family(String id, Split split) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "family-" + id + "-" + i)
                .filter(family -> Split.of(family) == split)
                .findFirst()
                .orElseThrow();
    }

    static void createCollection(VectorStore store) {
        store.createCollection(new CollectionSchema(TestObjects.RELEASE, DIMENSION));
    }

    /** What a sink would write of them. */
    static void index(VectorStore store, List<MediaItem> items) {
        List<Mutation> puts = new ArrayList<>();
        for (MediaItem item : items) {
            UnitVectors vectors = new UnitVectors(DIMENSION, item.key().hashCode());
            Embedding image = vectors.next();
            puts.add(new Mutation.Put(
                    item.key(),
                    item.version(),
                    TestObjects.RELEASE,
                    item.family(),
                    item.attributes(),
                    List.of(
                            new VectorRow(
                                    "image",
                                    Modality.IMAGE,
                                    item.parts().get(0).content().sha256(),
                                    image),
                            new VectorRow(
                                    "caption",
                                    Modality.TEXT,
                                    item.parts().get(1).content().sha256(),
                                    near(image, vectors.next())))));
        }
        store.apply(TestObjects.RELEASE.collection(), puts);
    }

    private static Embedding near(Embedding one, Embedding noise) {
        float[] sum = one.toArray();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += noise.get(i);
        }
        return Embedding.normalized(sum);
    }

    void upload(List<MediaItem> items) {
        sendAll(kafka.topics().media(), items, item -> codecs.media().encode(TestObjects.uploaded(item)));
    }

    void embed(List<MediaItem> items) {
        sendAll(
                kafka.topics().embeddings(),
                items,
                item -> codecs.embeddings().encode(TestObjects.embedded(item, DIMENSION, 1)));
    }

    private void sendAll(String topic, List<MediaItem> items, Function<MediaItem, byte[]> encode) {
        List<Future<RecordMetadata>> sent = items.stream()
                .map(item ->
                        producer.send(new ProducerRecord<>(topic, item.key().toString(), encode.apply(item))))
                .toList();
        producer.flush();
        assertThat(sent).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ZERO));
    }

    void delete(String id, long version) throws Exception {
        String key = TestObjects.key(id).toString();
        send(kafka.topics().media(), key, codecs.media().encode(TestObjects.deleted(id, version)));
    }

    void judge(Feedback feedback) throws Exception {
        send(kafka.topics().feedback(), feedback.recordKey(), codecs.feedback().encode(feedback));
    }

    void send(String topic, String key, byte[] value) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    List<ContrastiveBatch> batches() {
        return read(kafka.topics().batches(), codecs.batches());
    }

    List<ContrastiveBatch.Pair> pairs() {
        return batches().stream().flatMap(batch -> batch.pairs().stream()).toList();
    }

    List<DeadLetter> deadLetters() {
        return read(kafka.topics().deadLetters(), codecs.deadLetters());
    }

    /** The values that are no tombstones. */
    <T> List<T> read(String topic, EventCodec<T> codec) {
        List<T> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : TopicReader.readCommitted(kafka, topic)) {
            if (record.value() != null) {
                try {
                    events.add(codec.decode(record.value()));
                } catch (UndecodableRecordException e) {
                    throw new IllegalStateException("all on " + topic + " must be readable", e);
                }
            }
        }
        return events;
    }

    static Feedback clicked(String query, String text, String id, Feedback.Label label) {
        return new Feedback(
                query,
                label,
                new Feedback.Query.Text(text),
                TestObjects.key(id),
                Optional.empty(),
                "test",
                TestObjects.NOW);
    }

    @Override
    public void close() {
        producer.close();
    }
}
