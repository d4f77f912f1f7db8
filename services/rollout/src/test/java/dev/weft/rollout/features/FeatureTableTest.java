package dev.weft.rollout.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Feature;
import dev.weft.core.Modality;
import dev.weft.core.PartKey;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.events.TopicProvisioner;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(KafkaExtension.class)
class FeatureTableTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final PartKey APPLE = new PartKey(TestObjects.key("apple"), "image");
    private static final PartKey PEAR = new PartKey(TestObjects.key("pear"), "image");

    private KafkaSettings kafka;
    private EventCodecs codecs;
    private Path folder;
    private Producer<String, byte[]> producer;

    @BeforeEach
    void start(KafkaSettings topics, @TempDir Path files) {
        kafka = topics;
        folder = files;
        TopicProvisioner.ensure(kafka, PATIENCE);
        codecs = EventCodecs.open(kafka);
        producer = Producers.transactional(kafka, kafka.topicPrefix() + "features", Duration.ofSeconds(30));
        producer.initTransactions();
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void shouldTellTheNewestOfWhatIsThereWhatWasClearedAndWhatNeverWas() throws Exception {
        write(APPLE, feature(APPLE, 1));
        write(APPLE, feature(APPLE, 2));
        write(PEAR, feature(PEAR, 1));
        write(PEAR, null);

        try (FeatureTable table = open()) {
            assertThat(table.find(List.of(APPLE, PEAR, new PartKey(APPLE.media(), "caption"))))
                    .satisfiesExactly(
                            found -> assertThat(found)
                                    .isInstanceOfSatisfying(
                                            FoundFeature.Present.class,
                                            present -> assertThat(
                                                            present.feature().mediaVersion())
                                                    .isEqualTo(2)),
                            found -> assertThat(found).isEqualTo(new FoundFeature.Cleared()),
                            found -> assertThat(found).isEqualTo(new FoundFeature.Absent()));
        }
    }

    @Test
    void shouldGoOnWhereItLeftOff() throws Exception {
        write(APPLE, feature(APPLE, 1));
        open().close();
        write(PEAR, feature(PEAR, 1));

        try (FeatureTable table = open()) {
            assertThat(table.find(List.of(APPLE, PEAR))).allMatch(FoundFeature.Present.class::isInstance);
        }
    }

    @Test
    void shouldBeMadeAnewWhenItsFilesAreDamaged() throws Exception {
        write(APPLE, feature(APPLE, 1));
        open().close();
        try (Stream<Path> files = Files.list(folder.resolve("features"))) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches("CURRENT|MANIFEST.*"))
                    .toList()) {
                Files.writeString(file, "nonsense");
            }
        }

        try (FeatureTable table = open()) {
            assertThat(table.find(List.of(APPLE))).allMatch(FoundFeature.Present.class::isInstance);
        }
    }

    @Test
    void shouldKeepNothingOfAnotherTopic() throws Exception {
        write(APPLE, feature(APPLE, 1));
        open().close();
        KafkaSettings other = new KafkaSettings(
                kafka.bootstrapServers(),
                kafka.topicPrefix() + "other.",
                kafka.partitions(),
                kafka.replicationFactor(),
                kafka.schemaRegistry(),
                kafka.properties());
        TopicProvisioner.ensure(other, PATIENCE);

        try (FeatureTable table = FeatureTable.open(other, codecs, folder.resolve("features"))) {
            table.awaitEnd(PATIENCE);
            assertThat(table.find(List.of(APPLE))).containsExactly(new FoundFeature.Absent());
        }
    }

    @Test
    void shouldNotSayThatItHasReadToTheEndWhileATransactionIsOpen() throws Exception {
        try (FeatureTable table = open()) {
            producer.beginTransaction();
            send(APPLE, feature(APPLE, 1));
            producer.flush();

            assertThatThrownBy(() -> table.awaitEnd(Duration.ofSeconds(1))).isInstanceOf(TimeoutException.class);
            assertThat(table.find(List.of(APPLE))).containsExactly(new FoundFeature.Absent());

            producer.commitTransaction();
            table.awaitEnd(PATIENCE);
            assertThat(table.find(List.of(APPLE))).allMatch(FoundFeature.Present.class::isInstance);
        }
    }

    private FeatureTable open() throws Exception {
        FeatureTable table = FeatureTable.open(kafka, codecs, folder.resolve("features"));
        table.awaitEnd(PATIENCE);
        return table;
    }

    private static Feature feature(PartKey key, long version) {
        return new Feature(key, "tower", Modality.IMAGE, version, new UnitVectors(8, version).next());
    }

    private void write(PartKey key, @Nullable Feature feature) {
        producer.beginTransaction();
        send(key, feature);
        producer.commitTransaction();
    }

    private void send(PartKey key, @Nullable Feature feature) {
        byte[] value = feature == null ? null : codecs.features().encode(feature);
        var _ = producer.send(new ProducerRecord<>(kafka.topics().features(), key.toString(), value));
    }
}
