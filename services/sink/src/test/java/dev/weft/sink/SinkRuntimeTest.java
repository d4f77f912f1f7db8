package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.weft.core.DeadLetter;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaStatus;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.events.KafkaSettings;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What lands in the store, from real Kafka. */
@ExtendWith(KafkaExtension.class)
class SinkRuntimeTest {

    private static final int DIMENSION = 8;

    @TempDir
    Path folder;

    private final FlakyStore store = new FlakyStore();
    private final UnitVectors vectors = new UnitVectors(DIMENSION, 42);
    private SinkRig rig;

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

    @Test
    void shouldTryAgainWhenTheSchemaRegistryIsDown() {
        // given
        rig.send(embedded("apple", 3));

        // when
        try (SinkRuntime sink = rig.start(store, OptionalInt.empty(), rig.withRegistryDown(3))) {
            rig.awaitNoLag();

            // then
            assertThat(sink.problem()).isEmpty();
        }
        assertThat(SinkRig.content(store)).containsExactly(new StoredVersion(TestObjects.key("apple"), 3, false));
        assertThat(rig.deadLetters()).isEmpty();
    }

    @Test
    void shouldIndexAndAnnounceWhenEmbedded() {
        // given
        rig.send(embedded("apple", 3));

        // when
        try (SinkRuntime sink = rig.start(store)) {
            rig.awaitNoLag();
        }

        // then
        assertThat(store.resolve("catalog")).contains("catalog__r1");
        assertThat(SinkRig.content(store)).containsExactly(new StoredVersion(TestObjects.key("apple"), 3, false));
        assertThat(rig.statuses()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(MediaStatus.State.SEARCHABLE);
            assertThat(status.mediaVersion()).isEqualTo(3);
            assertThat(status.acceptedAt()).isEqualTo(TestObjects.NOW);
            assertThat(status.embeddedAt()).isPresent();
            assertThat(status.searchableAt()).isPresent();
            assertThat(status.release()).contains(TestObjects.RELEASE);
        });
        assertThat(rig.registry.get("time.to.searchable").timer().count()).isEqualTo(1);
    }

    @Test
    void shouldRemoveAndAnnounceWhenDeleted() {
        // given
        try (SinkRuntime sink = rig.start(store)) {
            rig.send(embedded("apple", 1));
            rig.awaitNoLag();

            // when
            rig.send(TestObjects.embeddedDeleted("apple", 2));
            rig.awaitNoLag();
        }

        // then
        assertThat(store.count(SinkRig.COLLECTION)).isZero();
        assertThat(rig.statuses())
                .extracting(MediaStatus::mediaVersion, MediaStatus::state)
                .contains(tuple(2L, MediaStatus.State.DELETED));
    }

    @Test
    void shouldStayDeletedWhenAnOlderVersionComesLate() {
        // given
        rig.send(TestObjects.embeddedDeleted("apple", 5));

        // when
        try (SinkRuntime sink = rig.start(store)) {
            rig.awaitNoLag();
            rig.send(embedded("apple", 4));
            rig.send(embedded("pear", 1));
            rig.awaitNoLag();
        }

        // then
        assertThat(SinkRig.content(store))
                .containsExactlyInAnyOrder(
                        new StoredVersion(TestObjects.key("apple"), 5, true),
                        new StoredVersion(TestObjects.key("pear"), 1, false));
        assertThat(rig.registry.get("sink.stale.dropped").counter().count()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheNewestWhenVersionsComeShuffledAndThrice() {
        // given
        List<MediaEmbedded> log = new ArrayList<>();
        for (int id = 0; id < 10; id++) {
            for (int version = 1; version <= 5; version++) {
                log.add(embedded("item-" + id, version));
            }
        }
        List<MediaEmbedded> shuffled = new ArrayList<>(log);
        shuffled.addAll(log);
        shuffled.addAll(log);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.forEach(rig::send);

        // when
        try (SinkRuntime sink = rig.start(store)) {
            rig.awaitNoLag();
        }

        // then
        assertThat(SinkRig.content(store)).hasSize(10).allMatch(item -> item.version() == 5 && !item.deleted());
        assertThat(store.batchSizes).allMatch(size -> size <= 10);
    }

    @Test
    void shouldChangeNothingWhenTheTopicIsReplayedFromItsStart() throws Exception {
        // given
        VectorStore lucene = VectorStores.open("lucene:" + folder);
        for (int id = 0; id < 30; id++) {
            rig.send(embedded("item-" + id, 1));
        }
        rig.send(embedded("item-3", 2));
        rig.send(TestObjects.embeddedDeleted("item-4", 2));
        try (SinkRuntime sink = rig.start(VectorStores.open("lucene:" + folder))) {
            rig.awaitNoLag();
        }
        List<StoredVersion> before = SinkRig.content(lucene);
        rig.rewindGroup();

        // when
        try (SinkRuntime sink = rig.start(VectorStores.open("lucene:" + folder))) {
            rig.awaitNoLag();
        }

        // then
        assertThat(before).hasSize(30);
        assertThat(SinkRig.content(lucene)).isEqualTo(before);
        assertThat(lucene.count(SinkRig.COLLECTION)).isEqualTo(29);
        lucene.close();
    }

    @Test
    void shouldLetNeighboursLandWhenRecordsAreBad() {
        // given
        rig.send(embedded("good-1", 1));
        rig.sendRaw("default/garbage", "not avro".getBytes(StandardCharsets.UTF_8));
        rig.sendRaw("default/null", null);
        rig.sendRaw("default/unknown-schema", new byte[] {0, 0, 0, 0x7f, 1, 2, 3});
        rig.send(TestObjects.embedded("wrong", 1, new UnitVectors(DIMENSION + 1, 1).next()));
        rig.send(withRelease(embedded("other", 1), new ReleaseId("catalog", 2)));
        rig.send(embedded("good-2", 1));

        // when
        try (SinkRuntime sink = rig.start(store, OptionalInt.of(DIMENSION))) {
            rig.awaitNoLag();
        }

        // then
        assertThat(SinkRig.content(store))
                .extracting(item -> item.key().id().value())
                .containsExactlyInAnyOrder("good-1", "good-2");
        assertThat(rig.deadLetters())
                .extracting(
                        letter -> new String(letter.key(), StandardCharsets.UTF_8),
                        DeadLetter::stage,
                        DeadLetter::reason)
                .containsExactlyInAnyOrder(
                        tuple("default/garbage", Stage.READ, "bad_magic"),
                        tuple("default/null", Stage.READ, "null_value"),
                        tuple("default/unknown-schema", Stage.READ, "unknown_schema_id"),
                        tuple("default/wrong", Stage.INDEX, "wrong_dimension"),
                        tuple("default/other", Stage.INDEX, "wrong_release"));
        assertThat(rig.statuses())
                .filteredOn(status -> status.state() == MediaStatus.State.FAILED)
                .extracting(status -> status.key().id().value())
                .containsExactlyInAnyOrder("wrong", "other");
    }

    @Test
    void shouldWaitWithoutDeadLettersWhenTheStoreIsDown() {
        // given
        store.down = true;
        rig.send(embedded("apple", 1));
        try (SinkRuntime sink = rig.start(store)) {
            await().atMost(SinkRig.PATIENCE)
                    .until(() -> sink.problem().orElse("").contains("vector store can't be written"));

            // when
            store.down = false;
            rig.awaitNoLag();

            // then
            assertThat(SinkRig.content(store)).hasSize(1);
            assertThat(rig.deadLetters()).isEmpty();
            await().atMost(SinkRig.PATIENCE).until(() -> sink.problem().isEmpty());
        }
    }

    @Test
    void shouldAnnounceAtOnceAndCommitOnlyWhenDurable() throws Exception {
        // given
        store.cannotSync = true;
        rig.send(embedded("apple", 1));
        try (SinkRuntime sink = rig.start(store)) {
            await().atMost(SinkRig.PATIENCE)
                    .until(() -> sink.problem().orElse("").contains("durable"));

            // when
            await().atMost(SinkRig.PATIENCE).until(() -> rig.statuses().size() == 1);
            long lagBeforeSync = rig.lag();
            store.cannotSync = false;
            rig.awaitNoLag();

            // then
            assertThat(lagBeforeSync).isEqualTo(1);
            assertThat(store.syncs).hasPositiveValue();
        }
    }

    private static MediaEmbedded withRelease(MediaEmbedded event, ReleaseId release) {
        MediaEmbedded.Vectors vectors = (MediaEmbedded.Vectors) event;
        return new MediaEmbedded.Vectors(
                vectors.key(),
                vectors.mediaVersion(),
                release,
                vectors.family(),
                vectors.attributes(),
                vectors.parts(),
                vectors.occurredAt(),
                vectors.importId());
    }
}
