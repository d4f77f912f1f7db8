package dev.weft.mining;

import dev.weft.core.Anchor;
import dev.weft.core.Attributes;
import dev.weft.core.Feedback;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.Part;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Topics;
import dev.weft.events.UndecodableRecordException;
import dev.weft.testkit.TestImages;
import dev.weft.testkit.TestObjects;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** The topology in Kafka's test driver, and what tests do to it. */
final class TopologyRig implements AutoCloseable {

    static final KafkaSettings KAFKA = KafkaSettings.at("nowhere:9092");
    static final EventCodecs CODECS = EventCodecs.open(KAFKA);
    static final Topics TOPICS = KAFKA.topics();

    private final TopologyTestDriver driver;

    TopologyRig(Path folder) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(topology(), properties);
    }

    static Topology topology() {
        DeadLetterRecords letters = new DeadLetterRecords(TOPICS.deadLetters(), CODECS.deadLetters(), 1 << 20);
        return MiningTopology.build(new MiningTopology.Config(TOPICS, CODECS, letters));
    }

    @Override
    public void close() {
        driver.close();
    }

    static MediaItem item(String id, String family, long version) {
        MediaKey key = TestObjects.key(id);
        return new MediaItem(
                key,
                version,
                family,
                Attributes.NONE,
                List.of(
                        Part.image(TestObjects.stored(key, TestImages.png(7), "image/png")),
                        Part.caption("picture of " + id)));
    }

    static Feedback asked(String query, String text, MediaKey media, Feedback.Label label) {
        return feedback(query, new Feedback.Query.Text(text), media, label);
    }

    static Feedback compared(String query, MediaKey with, MediaKey media, Feedback.Label label) {
        return feedback(query, new Feedback.Query.Item(with), media, label);
    }

    static Feedback feedback(String id, Feedback.Query query, MediaKey media, Feedback.Label label) {
        return new Feedback(id, label, query, media, Optional.empty(), "test", TestObjects.NOW);
    }

    void upload(MediaItem item) {
        send(TOPICS.media(), CODECS.media().encode(TestObjects.uploaded(item)));
    }

    void embed(MediaItem item) {
        send(TOPICS.embeddings(), CODECS.embeddings().encode(TestObjects.embedded(item, 4, 1)));
    }

    void judge(Feedback feedback) {
        send(TOPICS.feedback(), CODECS.feedback().encode(feedback));
    }

    void send(String topic, byte[] value) {
        input(topic).pipeInput(bytes("key"), value);
    }

    TestInputTopic<byte[], byte[]> input(String topic) {
        return driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
    }

    TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** The anchor of this id among what was written since the last call; fails when there is none, or a tombstone. */
    Anchor anchor(String id) throws UndecodableRecordException {
        return Optional.ofNullable(anchors().get(id)).orElseThrow();
    }

    /** What was written since the last call, the newest of each anchor; null for a tombstone. */
    Map<String, @Nullable Anchor> anchors() throws UndecodableRecordException {
        Map<String, @Nullable Anchor> anchors = new LinkedHashMap<>();
        for (KeyValue<String, byte[]> record : output(TOPICS.anchors()).readKeyValuesToList()) {
            anchors.put(
                    record.key, record.value == null ? null : CODECS.anchors().decode(record.value));
        }
        return anchors;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
