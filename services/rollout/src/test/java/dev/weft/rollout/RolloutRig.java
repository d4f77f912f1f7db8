package dev.weft.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.running.Ranges;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.inference.InferenceOptions;
import dev.weft.media.AvBudget;
import dev.weft.media.DecodeBudget;
import dev.weft.preparation.AvSettings;
import dev.weft.reinference.LaneSettings;
import dev.weft.rollout.projecting.ProjectorSettings;
import dev.weft.rollout.projecting.ReleaseProjections;
import dev.weft.rollout.steps.RolloutLimits;
import dev.weft.rollout.steps.StepObserver;
import dev.weft.testkit.GroupOffsets;
import dev.weft.testkit.TestObjects;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** A space with a catalog, an index that is written, and rollouts that come and go. */
final class RolloutRig implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);
    static final ReleaseId FIRST = new ReleaseId("catalog", 1);
    static final ReleaseId SECOND = new ReleaseId("catalog", 2);
    static final ReleaseId THIRD = new ReleaseId("catalog", 3);

    final KafkaSettings kafka;
    final VectorStore store;
    final Catalog catalog;
    final ReleaseLog log;
    private final Indexer indexer;
    private final String uri;
    private final Path state;

    RolloutRig(KafkaSettings kafka, Path folder) {
        this.kafka = kafka;
        this.uri = "memory:" + kafka.topicPrefix();
        this.state = folder;
        TopicProvisioner.ensure(kafka, PATIENCE);
        this.store = VectorStores.open(uri);
        this.catalog = new Catalog(kafka, FIRST);
        this.log = ReleaseLog.open(kafka, EventCodecs.open(kafka));
        this.indexer = new Indexer(kafka, store);
        indexer.start();
    }

    static RolloutSettings settings(
            KafkaSettings kafka, String uri, Path state, String instance, Duration stallTimeout) {
        return new RolloutSettings(
                kafka,
                uri,
                "none",
                InferenceOptions.defaults(),
                "folder:none",
                FIRST,
                new ProjectorSettings(
                        kafka,
                        "rollout-" + kafka.topicPrefix(),
                        instance + "rollout-" + kafka.topicPrefix(),
                        Duration.ofSeconds(10),
                        100,
                        state.resolve("features")),
                lane(),
                new RolloutLimits(
                        50,
                        20,
                        0.98,
                        20,
                        Duration.ofSeconds(10),
                        stallTimeout,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(50)));
    }

    static LaneSettings lane() {
        return new LaneSettings(
                new Ranges("test."),
                DecodeBudget.defaults(),
                new AvSettings(AvBudget.defaults(), Path.of("none"), Duration.ofSeconds(1), 10, 256),
                16 << 20,
                8,
                Duration.ofMinutes(1),
                "none",
                Duration.ZERO);
    }

    static Release.Contents bundle() {
        return new Release.Contents("test", new TreeMap<>(Catalog.TOWERS), Catalog.DIMENSION, new TreeMap<>());
    }

    RolloutRuntime rollout() {
        return rollout((_, _) -> {});
    }

    RolloutRuntime rollout(StepObserver observer) {
        return rollout(observer, Duration.ofSeconds(30));
    }

    RolloutRuntime rollout(StepObserver observer, Duration stallTimeout) {
        return start(settings(kafka, uri, state, "", stallTimeout), Rotation::of, observer);
    }

    RolloutRuntime rollout(ReleaseProjections projections, Duration stallTimeout) {
        return start(settings(kafka, uri, state, "", stallTimeout), projections, (_, _) -> {});
    }

    /** A second instance beside {@link #rollout()}, with a folder and a transactional id of its own. */
    RolloutRuntime another() {
        return start(
                settings(kafka, uri, state.resolve("another"), "another-", Duration.ofSeconds(30)),
                Rotation::of,
                (_, _) -> {});
    }

    private RolloutRuntime start(RolloutSettings settings, ReleaseProjections projections, StepObserver observer) {
        return RolloutRuntime.start(
                settings,
                VectorStores.open(uri),
                bundle(),
                projections,
                _ -> List.of(),
                observer,
                new SimpleMeterRegistry(),
                () -> {});
    }

    /** The gate says yes. */
    void approve(ReleaseId id) throws Exception {
        await().atMost(PATIENCE).until(() -> log.live(id.space()).isPresent());
        approve(log, id);
    }

    static void approve(ReleaseLog log, ReleaseId id) throws Exception {
        approve(log, id, bundle());
    }

    static void approve(ReleaseLog log, ReleaseId id, Release.Contents contents) throws Exception {
        Instant now = TestObjects.NOW;
        log.append(
                new Release(
                        id,
                        Optional.of(new ReleaseId(id.space(), id.number() - 1)),
                        1,
                        contents,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new Release.Standing(
                                ReleaseState.APPROVED, "better", "gate", Optional.empty(), Release.Progress.NONE, now),
                        now),
                PATIENCE);
    }

    /** Waits until projectors and indexer have handled all that is on the embeddings topic. */
    static void awaitHandled(KafkaSettings kafka) {
        ProjectorSettings projecting =
                settings(kafka, "", Path.of(""), "", Duration.ofSeconds(30)).projecting();
        List<String> groups =
                List.of(projecting.groupOf(FIRST), projecting.groupOf(SECOND), Indexer.GROUP + kafka.topicPrefix());
        for (String group : groups) {
            await().atMost(PATIENCE)
                    .until(() -> GroupOffsets.lag(kafka, kafka.topics().embeddings(), group) == 0);
        }
    }

    void awaitState(ReleaseId id, ReleaseState state) {
        awaitState(log, id, state);
    }

    static void awaitState(ReleaseLog log, ReleaseId id, ReleaseState state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log.find(id)
                                .map(release -> release.state() + " ("
                                        + release.standing().reason() + ")"))
                        .hasValueSatisfying(text -> assertThat(text).startsWith(state.name())));
    }

    void awaitIndexed(ReleaseId id) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertHolds(id));
    }

    /** The collection has every item once, in its newest version, with what the release's heads say, and nothing else. */
    void assertHolds(ReleaseId id) {
        assertHolds(store, id, catalog.expected());
    }

    static void assertHolds(VectorStore store, ReleaseId id, Map<MediaKey, Long> expected) {
        assertHolds(
                store,
                id,
                expected,
                (item, part) -> Rotation.turn(id, Catalog.feature(item.key(), part, item.version())));
    }

    /** @param vectors what must be there of a part of an item */
    static void assertHolds(
            VectorStore store,
            ReleaseId id,
            Map<MediaKey, Long> expected,
            BiFunction<StoredMedia, String, Embedding> vectors) {
        Map<MediaKey, Long> found = new HashMap<>();
        for (StoredVersion item : store.scan(id.collection(), Optional.empty(), 100_000)) {
            if (!item.deleted()) {
                found.put(item.key(), item.version());
            }
        }
        assertThat(found).isEqualTo(expected);
        assertThat(store.count(id.collection())).isEqualTo(expected.size() * 2L);
        for (StoredMedia item : store.get(id.collection(), expected.keySet()).values()) {
            assertThat(item.release()).isEqualTo(id);
            item.rows()
                    .forEach(row -> assertThat(row.vector().cosine(vectors.apply(item, row.part())))
                            .as(item.key() + "#" + row.part())
                            .isGreaterThan(0.999f));
        }
    }

    @Override
    public void close() {
        indexer.close();
        log.close();
        catalog.close();
        store.close();
    }
}
