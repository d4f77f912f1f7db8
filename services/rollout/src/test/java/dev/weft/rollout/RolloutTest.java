package dev.weft.rollout;

import static dev.weft.rollout.RolloutRig.FIRST;
import static dev.weft.rollout.RolloutRig.PATIENCE;
import static dev.weft.rollout.RolloutRig.SECOND;
import static dev.weft.rollout.RolloutRig.THIRD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.DeadLetter;
import dev.weft.core.Modality;
import dev.weft.core.ProjectionKey;
import dev.weft.core.Release;
import dev.weft.core.ReleaseState;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.releases.Rollback;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A release's way through all states, with a real broker. */
@ExtendWith(KafkaExtension.class)
class RolloutTest {

    private RolloutRig rig;

    @BeforeEach
    void uploadSome(KafkaSettings kafka, @TempDir Path folder) {
        rig = new RolloutRig(kafka, folder);
        rig.catalog.upload(0, 200, 1);
        rig.catalog.upload(0, 20, 2);
        rig.catalog.delete(150, 2);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldBringAnApprovedReleaseLiveAndKeepTheOldOneInStep() throws Exception {
        try (RolloutRuntime _ = rig.rollout()) {
            rig.awaitIndexed(FIRST);
            rig.awaitState(FIRST, ReleaseState.LIVE);

            // when
            rig.approve(SECOND);
            rig.awaitState(SECOND, ReleaseState.LIVE);
            rig.awaitState(FIRST, ReleaseState.STANDBY);

            // then
            assertThat(rig.store.resolve("catalog")).contains(SECOND.collection());
            rig.assertHolds(SECOND);
            Release live = rig.log.find(SECOND).orElseThrow();
            assertThat(live.metrics())
                    .containsEntry("rollout.items", 199.0)
                    .containsEntry("rollout.rows_recomputed", 100.0)
                    .containsKeys("shadow.overlap_at_10", "shadow.score_shift", "shadow.p95_ms");
            assertThat(live.metrics().get("shadow.overlap_at_10")).isGreaterThan(0.99);
            assertThat(live.metrics().get("rollout.ann_recall_at_10")).isGreaterThan(0.99);

            // when the embedder still writes for the old one, and then for the new one
            rig.catalog.upload(200, 210, 1);
            rig.catalog.embedFor(SECOND);
            rig.catalog.upload(210, 220, 1);
            rig.catalog.upload(0, 5, 3);
            rig.catalog.delete(10, 3);

            // then both have all of it
            rig.awaitIndexed(FIRST);
            rig.awaitIndexed(SECOND);
        }
    }

    @Test
    void shouldKeepOneProjectedRecordPerItemInThePartitionOfItsOwn() throws Exception {
        try (RolloutRuntime _ = rig.rollout()) {
            rig.approve(SECOND);
            rig.awaitState(SECOND, ReleaseState.LIVE);

            Map<String, Integer> partitions = new HashMap<>();
            var records =
                    TopicReader.readCommitted(rig.kafka, rig.kafka.topics().embeddings());
            records.forEach(record -> partitions.putIfAbsent(record.key(), record.partition()));
            // The one before may have its first projections by now, too.
            List<String> projected = partitions.keySet().stream()
                    .filter(key -> key.endsWith("@" + SECOND))
                    .toList();
            assertThat(projected)
                    .hasSize(200)
                    .allSatisfy(key -> assertThat(partitions.get(key))
                            .isEqualTo(partitions.get(
                                    ProjectionKey.parse(key).media().toString())));
            assertThat(records)
                    .filteredOn(record -> record.key().contains("@"))
                    .allSatisfy(record -> assertThat(record.headers().lastHeader("weft-projected-from"))
                            .isNotNull());
        }
    }

    @Test
    void shouldGoBackToTheOldReleaseAndRemoveTheNewOne() throws Exception {
        try (RolloutRuntime _ = rig.rollout()) {
            rig.approve(SECOND);
            rig.awaitState(FIRST, ReleaseState.STANDBY);

            // when
            rig.log.append(
                    Rollback.ofLive(rig.log.ofSpace("catalog"), "worse on shoes", "ada", TestObjects.NOW), PATIENCE);

            // then
            rig.awaitState(FIRST, ReleaseState.LIVE);
            assertThat(rig.store.resolve("catalog")).contains(FIRST.collection());
            rig.assertHolds(FIRST);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(rig.store.collections()).containsExactly(FIRST.collection()));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(newest("@catalog@2"))
                            .isNotEmpty()
                            .allSatisfy(
                                    (_, record) -> assertThat(record.value()).isNull()));
        }
    }

    @Test
    void shouldGiveUpAReleaseWhoseTowersCantBeRunHereOrAreForOtherModalities() throws Exception {
        try (RolloutRuntime _ = rig.rollout()) {
            rig.awaitState(FIRST, ReleaseState.LIVE);

            // when
            RolloutRig.approve(rig.log, SECOND, towers(Map.of(Modality.IMAGE, "other", Modality.TEXT, "text-tower")));
            rig.awaitState(SECOND, ReleaseState.ROLLED_BACK);
            RolloutRig.approve(rig.log, THIRD, towers(Map.of(Modality.TEXT, "other")));
            rig.awaitState(THIRD, ReleaseState.ROLLED_BACK);

            // then
            assertThat(rig.log.find(SECOND).orElseThrow().standing().reason())
                    .contains("the features that are stored are of other towers");
            assertThat(rig.log.find(THIRD).orElseThrow().standing().reason())
                    .contains("it has towers for [TEXT], and must have them for [TEXT, IMAGE] as catalog@1 has");
        }
    }

    @Test
    void shouldSayThatTheTowersOfAReleaseStandStillUntilItIsGivenUp() throws Exception {
        try (RolloutRuntime rollout = rig.rollout(StuckTowers::of, Duration.ofSeconds(6))) {
            rig.awaitState(FIRST, ReleaseState.LIVE);

            // when
            RolloutRig.approve(rig.log, SECOND, towers(Map.of(Modality.IMAGE, "other", Modality.TEXT, "other")));

            // then
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(rollout.problem()).contains("the towers of catalog@2: " + StuckTowers.WHY));
            rig.awaitState(SECOND, ReleaseState.ROLLED_BACK);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(rollout.problem()).isEmpty());
        }
    }

    private static Release.Contents towers(Map<Modality, String> towers) {
        return new Release.Contents("other", new TreeMap<>(towers), Catalog.DIMENSION, new TreeMap<>());
    }

    @Test
    void shouldRetireTheOneBeforeTheLast() throws Exception {
        try (RolloutRuntime _ = rig.rollout()) {
            rig.approve(SECOND);
            rig.awaitState(FIRST, ReleaseState.STANDBY);
            rig.catalog.embedFor(SECOND);
            rig.catalog.upload(200, 210, 1);

            // when
            rig.approve(THIRD);

            // then
            rig.awaitState(THIRD, ReleaseState.LIVE);
            rig.awaitState(SECOND, ReleaseState.STANDBY);
            rig.awaitState(FIRST, ReleaseState.RETIRED);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(rig.store.collections())
                            .containsExactlyInAnyOrder(SECOND.collection(), THIRD.collection()));
            rig.assertHolds(SECOND);
            rig.assertHolds(THIRD);
        }
    }

    @Test
    void shouldRefuseAReleaseWhoseItemsLackFeaturesAndKeepTheLiveOne() throws Exception {
        rig.catalog.uploadWithoutFeatures(500, 1);
        try (RolloutRuntime _ = rig.rollout((_, _) -> {}, Duration.ofSeconds(3))) {
            rig.awaitState(FIRST, ReleaseState.LIVE);

            rig.approve(SECOND);

            rig.awaitState(SECOND, ReleaseState.ROLLED_BACK);
            assertThat(rig.log.find(SECOND).orElseThrow().standing().reason())
                    .contains("1 of 200 items differ", "item-500");
            assertThat(rig.store.resolve("catalog")).contains(FIRST.collection());
            assertThat(deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.reason()).isEqualTo("missing_feature");
                assertThat(letter.release()).contains(SECOND);
                assertThat(letter.message()).contains("default/item-500#", "there is none");
            });
        }
    }

    @Test
    void shouldLeaveTheSecondInstanceStandingBy() throws Exception {
        RolloutRuntime first = rig.rollout();
        await().atMost(PATIENCE).until(first::isLeader);
        try (RolloutRuntime second = rig.another()) {
            rig.approve(SECOND);
            rig.awaitState(FIRST, ReleaseState.STANDBY);
            assertThat(second.isLeader()).isFalse();

            first.close();

            await().atMost(PATIENCE).until(second::isLeader);
            rig.approve(THIRD);
            rig.awaitState(THIRD, ReleaseState.LIVE);
        }
    }

    private Map<String, ConsumerRecord<String, byte[]>> newest(String suffix) {
        Map<String, ConsumerRecord<String, byte[]>> newest = new HashMap<>();
        TopicReader.readCommitted(rig.kafka, rig.kafka.topics().embeddings()).stream()
                .filter(record -> record.key().endsWith(suffix))
                .forEach(record -> newest.put(record.key(), record));
        return newest;
    }

    private List<DeadLetter> deadLetters() throws Exception {
        EventCodecs codecs = EventCodecs.open(rig.kafka);
        List<DeadLetter> letters = new ArrayList<>();
        for (var record :
                TopicReader.readCommitted(rig.kafka, rig.kafka.topics().deadLetters())) {
            letters.add(codecs.deadLetters().decode(record.value()));
        }
        return letters;
    }
}
