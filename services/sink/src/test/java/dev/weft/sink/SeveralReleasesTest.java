package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.DeadLetter;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaStatus;
import dev.weft.core.Modality;
import dev.weft.core.ProjectionKey;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.sink.reconcile.Finding;
import dev.weft.sink.reconcile.Mode;
import dev.weft.sink.reconcile.Progress;
import dev.weft.sink.reconcile.ReconcileSettings;
import dev.weft.sink.reconcile.Report;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Vectors of several releases on one topic. */
@ExtendWith(KafkaExtension.class)
class SeveralReleasesTest {

    private static final int DIMENSION = 8;
    private static final ReleaseId FIRST = TestObjects.RELEASE;
    private static final ReleaseId SECOND = new ReleaseId("catalog", 2);

    private final VectorStore store = new ForwardingStore();
    private final UnitVectors vectors = new UnitVectors(DIMENSION, 5);
    private SinkRig rig;
    private ReleaseLog log;

    @BeforeEach
    void prepare(KafkaSettings kafka) {
        rig = new SinkRig(kafka);
        log = ReleaseLog.open(kafka, EventCodecs.open(kafka));
    }

    @AfterEach
    void cleanUp() {
        log.close();
        rig.close();
    }

    @Test
    void shouldWriteEachReleaseToItsCollectionAndTellOnlyOfTheLiveOne() throws Exception {
        // given
        say(SECOND, ReleaseState.BACKFILLING);
        try (SinkRuntime sink = rig.start(store)) {

            // when
            rig.send(embedded("apple", 3));
            sendProjected(embedded("apple", 3), SECOND);
            rig.awaitNoLag();

            // then
            assertThat(sink.problem()).isEmpty();
            assertThat(content(FIRST)).containsExactly(there("apple", 3));
            assertThat(content(SECOND)).containsExactly(there("apple", 3));
            assertThat(store.resolve("catalog")).contains(FIRST.collection());
            assertThat(rig.deadLetters()).isEmpty();
            assertThat(rig.statuses()).singleElement().satisfies(status -> {
                assertThat(status.state()).isEqualTo(MediaStatus.State.SEARCHABLE);
                assertThat(status.release()).contains(FIRST);
            });
        }
    }

    @Test
    void shouldTellOfTheOtherReleaseOnceThatOneIsLive() throws Exception {
        // given
        say(SECOND, ReleaseState.LIVE);
        try (SinkRuntime sink = rig.start(store)) {

            // when
            rig.send(embedded("apple", 3));
            rig.send(TestObjects.inRelease(embedded("pear", 1), SECOND));
            rig.awaitNoLag();

            // then
            assertThat(sink.problem()).isEmpty();
            assertThat(store.resolve("catalog")).contains(SECOND.collection());
            assertThat(rig.statuses()).singleElement().satisfies(status -> {
                assertThat(status.key()).isEqualTo(TestObjects.key("pear"));
                assertThat(status.release()).contains(SECOND);
            });
        }
    }

    @Test
    void shouldWriteToAReleaseThatIsIndexedSinceTheSinkHasBegun() throws Exception {
        say(SECOND, ReleaseState.APPROVED);
        try (SinkRuntime sink = rig.start(store)) {
            rig.send(embedded("apple", 1));
            rig.awaitNoLag();

            // when
            Release approved = log.find(SECOND).orElseThrow();
            log.append(approved.become(ReleaseState.BACKFILLING, "begins", "test", TestObjects.NOW), SinkRig.PATIENCE);
            sendProjected(embedded("apple", 1), SECOND);
            rig.awaitNoLag();

            // then
            assertThat(sink.problem()).isEmpty();
            assertThat(content(SECOND)).containsExactly(there("apple", 1));
        }
    }

    @Test
    void shouldLeaveOutAndCountWhatIsNotIndexedAnyMore() throws Exception {
        // given
        say(SECOND, ReleaseState.RETIRED);
        try (SinkRuntime sink = rig.start(store)) {

            // when
            rig.send(embedded("apple", 1));
            sendProjected(embedded("apple", 1), SECOND);
            rig.sendRaw(new ProjectionKey(TestObjects.key("apple"), SECOND).toString(), null);
            rig.awaitNoLag();

            // then
            assertThat(sink.problem()).isEmpty();
            assertThat(store.collections()).containsExactly(FIRST.collection());
            assertThat(rig.deadLetters()).isEmpty();
            assertThat(rig.meter("sink.skipped", "why", "not_indexed")).isEqualTo(1);
            assertThat(rig.meter("sink.skipped", "why", "cleared")).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseWhatNobodyKnowsWithoutTellingThatTheItemFailed() throws Exception {
        try (SinkRuntime sink = rig.start(store)) {
            // when
            rig.send(embedded("apple", 1));
            sendProjected(embedded("apple", 1), SECOND);
            rig.awaitNoLag();

            // then
            assertThat(sink.problem()).isEmpty();
            assertThat(rig.deadLetters())
                    .extracting(DeadLetter::reason, DeadLetter::key)
                    .hasSize(1)
                    .allSatisfy(letter -> assertThat(letter.toList().getFirst()).isEqualTo("wrong_release"));
            assertThat(rig.statuses()).extracting(MediaStatus::state).containsExactly(MediaStatus.State.SEARCHABLE);
        }
    }

    @Test
    void shouldTakeADeletionOutOfEveryRelease() throws Exception {
        // given
        say(SECOND, ReleaseState.SHADOW);
        try (SinkRuntime sink = rig.start(store)) {
            rig.send(embedded("apple", 1));
            sendProjected(embedded("apple", 1), SECOND);
            rig.awaitNoLag();

            // when
            rig.send(TestObjects.embeddedDeleted("apple", 2));
            rig.send(embedded("apple", 3));
            sendProjected(embedded("apple", 1), SECOND);
            rig.awaitNoLag();

            // then
            assertThat(sink.problem()).isEmpty();
            assertThat(content(FIRST)).containsExactly(there("apple", 3));
            assertThat(content(SECOND)).containsExactly(new StoredVersion(TestObjects.key("apple"), 2, true));
        }
    }

    @Test
    void shouldTakeADeletionThatIsRepeatedBehindProjectedVectors() throws Exception {
        // given a collection that is younger than the deletion
        say(SECOND, ReleaseState.BACKFILLING);
        try (SinkRuntime sink = rig.start(store)) {
            sendProjected(embedded("apple", 1), SECOND);

            // when
            rig.sendRaw(
                    new ProjectionKey(TestObjects.key("apple"), SECOND).toString(),
                    EventCodecs.open(rig.kafka).embeddings().encode(TestObjects.embeddedDeleted("apple", 2)));
            rig.awaitNoLag();

            // then
            assertThat(sink.problem()).isEmpty();
            assertThat(rig.deadLetters()).isEmpty();
            assertThat(content(SECOND)).containsExactly(new StoredVersion(TestObjects.key("apple"), 2, true));
        }
    }

    @Test
    void shouldReconcileAReleaseWithItsOwnAndItsProjectedRecords() throws Exception {
        // given
        say(SECOND, ReleaseState.STANDBY);
        try (SinkRuntime sink = rig.start(store)) {
            rig.send(embedded("projected", 1));
            sendProjected(embedded("projected", 1), SECOND);
            rig.send(embedded("lost", 2));
            sendProjected(embedded("lost", 2), SECOND);
            rig.send(TestObjects.inRelease(embedded("own", 1), SECOND));
            rig.send(embedded("behind", 1));
            sendProjected(embedded("behind", 1), SECOND);
            rig.awaitNoLag();
            rig.send(embedded("behind", 2));
            rig.send(embedded("not-projected", 1));
            rig.awaitNoLag();
            store.dropCollection(SECOND.collection());
            assertThat(sink.problem()).isEmpty();
        }

        // when
        Report repaired = reconcile(Mode.REPAIR);
        Report verified = reconcile(Mode.VERIFY);

        // then
        assertThat(repaired.repaired()).containsEntry(Finding.Kind.MISSING, 4L);
        assertThat(verified.isClean()).isTrue();
        assertThat(verified.unproven()).as("waiting for their projection").isEqualTo(2);
        assertThat(content(SECOND))
                .containsExactly(there("behind", 1), there("lost", 2), there("own", 1), there("projected", 1));
    }

    private Report reconcile(Mode mode) throws InterruptedException {
        return SinkReconciler.of(
                        rig.kafka, rig.group(), store, SECOND, OptionalInt.empty(), ReconcileSettings.defaults())
                .run(mode, "test", new Progress());
    }

    private void say(ReleaseId id, ReleaseState state) throws Exception {
        log.append(
                TestObjects.release(
                        id,
                        state,
                        new Release.Contents(
                                "demo", new TreeMap<>(Map.of(Modality.TEXT, "tower")), DIMENSION, new TreeMap<>())),
                SinkRig.PATIENCE);
    }

    private void sendProjected(MediaEmbedded event, ReleaseId release) {
        rig.sendRaw(
                new ProjectionKey(event.key(), release).toString(),
                EventCodecs.open(rig.kafka).embeddings().encode(TestObjects.inRelease(event, release)));
    }

    private MediaEmbedded embedded(String id, long version) {
        return TestObjects.embedded(id, version, vectors.next());
    }

    private static StoredVersion there(String id, long version) {
        return new StoredVersion(TestObjects.key(id), version, false);
    }

    private List<StoredVersion> content(ReleaseId release) {
        return store.scan(release.collection(), Optional.empty(), 100);
    }
}
