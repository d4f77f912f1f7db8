package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.MediaEmbedded;
import dev.weft.events.KafkaSettings;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.UnknownCollectionException;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How records become batches, and batches one content. */
@ExtendWith(KafkaExtension.class)
class SinkBatchingTest {

    private static final int DIMENSION = 8;

    /** A sink whose syncs are far apart has something to wait for when it is closed. */
    private static final Duration SHORT_DRAIN = Duration.ofMillis(500);

    private final FlakyStore store = new FlakyStore();
    private final UnitVectors vectors = new UnitVectors(DIMENSION, 7);
    private SinkRig rig;

    @TempDir
    Path folder;

    @BeforeEach
    void prepare(KafkaSettings kafka) {
        rig = new SinkRig(kafka);
    }

    @AfterEach
    void cleanUp() {
        rig.close();
    }

    private MediaEmbedded embedded(String id, long version) {
        return TestObjects.embedded(id, version, vectors.next());
    }

    private SinkSettings settings(int writers, BatchLimits batch, Duration syncInterval) {
        SinkSettings usual = rig.settings(OptionalInt.empty(), writers);
        SinkSettings.Reading reading = usual.reading();
        SinkSettings.Writing writing = usual.writing();
        return new SinkSettings(
                usual.kafka(),
                usual.vectorStore(),
                usual.release(),
                usual.dimension(),
                new SinkSettings.Reading(
                        reading.groupId(),
                        reading.maxDelay(),
                        reading.maxInFlightRecords(),
                        reading.maxInFlightBytes(),
                        SHORT_DRAIN),
                new SinkSettings.Writing(writers, batch, syncInterval, writing.backoff(), writing.exhaustedRetry()),
                usual.foreign());
    }

    @Test
    void shouldSplitWhatIsOverTheLimitsAndKeepOneVersionOfAnItemInACall() {
        // given
        rig.sendAll(IntStream.range(0, 300).mapToObj(i -> embedded("item-" + i % 100, i / 100 + 1)));

        // when
        try (SinkRuntime sink = rig.start(settings(1, new BatchLimits(50, 2_048), Duration.ofMillis(50)), store)) {
            rig.awaitNoLag();
        }

        // then
        assertThat(SinkRig.content(store)).hasSize(100).allMatch(item -> item.version() == 3);
        assertThat(store.batchSizes).allMatch(size -> size <= 50);
        assertThat(rig.registry.get("sink.batch.bytes").summary().max()).isBetween(1.0, 2_048.0);
        assertThat(rig.registry.get("sink.batch.fill").summary().max()).isBetween(0.9, 1.0);
        assertThat(store.repeatedInACall).hasValue(0);
    }

    @Test
    void shouldWriteARecordAloneWhenItIsLargerThanABatchMayBe() {
        // given
        UnitVectors large = new UnitVectors(512, 1);
        for (int i = 0; i < 3; i++) {
            rig.send(TestObjects.embedded("item-" + i, 1, large.next()));
        }

        // when
        try (SinkRuntime sink = rig.start(settings(1, new BatchLimits(50, 1_024), Duration.ofMillis(50)), store)) {
            rig.awaitNoLag();
        }

        // then
        assertThat(store.batchSizes).containsExactly(1, 1, 1);
    }

    @Test
    void shouldHaveSeveralBatchesAtTheStoreWhenThereAreSeveralWriters() {
        // given
        store.slowness = Duration.ofMillis(100);
        rig.sendAll(IntStream.range(0, 400).mapToObj(i -> embedded("item-" + i, 1)));

        // when
        try (SinkRuntime sink = rig.start(rig.settings(OptionalInt.empty(), 4), store)) {
            rig.awaitNoLag();
        }

        // then
        assertThat(store.mostAtATime).hasValueBetween(2, 4);
        assertThat(SinkRig.content(store)).hasSize(400);
    }

    @Test
    void shouldSyncBeforeItsTimeWhenWhatWaitsKeepsTheConsumerFromReadingOn() {
        // given
        rig.sendAll(IntStream.range(0, 450).mapToObj(i -> embedded("item-" + i, 1)));

        // when
        try (SinkRuntime sink = rig.start(settings(1, new BatchLimits(50, 1 << 18), Duration.ofSeconds(30)), store)) {

            // then
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptionsInstanceOf(UnknownCollectionException.class)
                    .until(() -> SinkRig.content(store).size() == 450);
            assertThat(store.syncs).hasPositiveValue();
        }
    }

    @Test
    void shouldEndAsTheLogInOrderWhenItComesShuffledAndThriceToSeveralWriters() {
        // given
        Random random = new Random(5);
        List<MediaEmbedded> log = new ArrayList<>();
        for (int id = 0; id < 40; id++) {
            for (int version = 1; version <= 4; version++) {
                log.add(
                        random.nextInt(4) == 0
                                ? TestObjects.embeddedDeleted("item-" + id, version)
                                : embedded("item-" + id, version));
            }
        }
        List<MediaEmbedded> shuffled = new ArrayList<>(log);
        shuffled.addAll(log);
        shuffled.addAll(log);
        Collections.shuffle(shuffled, random);
        String inOrder = "lucene:" + folder.resolve("in-order");
        String outOfOrder = "lucene:" + folder.resolve("out-of-order");

        // when
        rig.sendAll(log.stream());
        try (SinkRuntime sink = rig.start(rig.settings(OptionalInt.empty(), 1), VectorStores.open(inOrder))) {
            rig.awaitNoLag();
        }
        rig.sendAll(shuffled.stream());
        try (SinkRuntime sink = rig.start(rig.settings(OptionalInt.empty(), 4), VectorStores.open(outOfOrder))) {
            rig.awaitNoLag();
        }

        // then
        try (VectorStore expected = VectorStores.open(inOrder);
                VectorStore actual = VectorStores.open(outOfOrder)) {
            List<StoredVersion> content = SinkRig.content(expected);
            assertThat(content).hasSize(40);
            assertThat(SinkRig.content(actual)).isEqualTo(content);
            assertThat(rows(actual, content)).isEqualTo(rows(expected, content));
        }
    }

    private static List<StoredMedia> rows(VectorStore store, List<StoredVersion> items) {
        return List.copyOf(store.get(
                        SinkRig.COLLECTION,
                        items.stream().map(StoredVersion::key).toList())
                .values());
    }

    @Test
    void shouldWriteNothingTwiceWhenASecondInstanceComesInTheMiddle() {
        // given fetches so small that every batch has records of all partitions
        rig.close();
        Map<String, String> sips = new HashMap<>(rig.kafka.properties());
        sips.put("max.partition.fetch.bytes", "2000");
        rig = new SinkRig(new KafkaSettings(
                rig.kafka.bootstrapServers(),
                rig.kafka.topicPrefix(),
                rig.kafka.partitions(),
                rig.kafka.replicationFactor(),
                rig.kafka.schemaRegistry(),
                sips));
        store.slowness = Duration.ofMillis(400);
        for (int i = 0; i < 2_000; i++) {
            rig.send(embedded("item-" + i, 1));
        }

        // when
        try (SinkRuntime first = rig.start(rig.settings(OptionalInt.empty(), 2), store)) {
            await().atMost(SinkRig.PATIENCE).until(() -> store.applied.size() >= 50);
            try (SinkRuntime second = rig.start(rig.settings(OptionalInt.empty(), 2), store)) {
                await().atMost(SinkRig.PATIENCE).until(() -> rig.members().size() == 2 && rig.lag() > 0);
                rig.awaitNoLag();
            }
        }

        // then
        assertThat(store.applied).hasSize(2_000);
        assertThat(SinkRig.content(store)).hasSize(2_000);
    }
}
