package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.MediaEmbedded;
import dev.weft.events.KafkaSettings;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import dev.weft.vectorstore.Mutation;
import io.micrometer.core.instrument.Meter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens while the store is away, full or slow. */
@ExtendWith(KafkaExtension.class)
class SinkOutageTest {

    private final FlakyStore store = new FlakyStore();
    private final UnitVectors vectors = new UnitVectors(8, 42);
    private SinkRig rig;

    @BeforeEach
    void prepare(KafkaSettings kafka) {
        // A member that does not poll for so long is thrown out of its group.
        Map<String, String> impatient = new HashMap<>(kafka.properties());
        impatient.put("max.poll.interval.ms", "2000");
        impatient.put("session.timeout.ms", "6000");
        impatient.put("heartbeat.interval.ms", "500");
        rig = new SinkRig(new KafkaSettings(
                kafka.bootstrapServers(),
                kafka.topicPrefix(),
                kafka.partitions(),
                kafka.replicationFactor(),
                kafka.schemaRegistry(),
                impatient));
    }

    @AfterEach
    void cleanUp() {
        rig.close();
    }

    private MediaEmbedded embedded(int id) {
        return TestObjects.embedded("item-" + id, 1, vectors.next());
    }

    private void send(int from, int to) {
        rig.sendAll(IntStream.range(from, to).mapToObj(this::embedded));
    }

    @Test
    void shouldLoseNothingAndLetNobodyOutWhenTheStoreIsDownForALongTime() throws Exception {
        outage(Duration.ofSeconds(8));
    }

    @Test
    @Tag("soak")
    void shouldLoseNothingAndLetNobodyOutWhenTheStoreIsDownForMinutes() throws Exception {
        outage(Duration.ofMinutes(5));
    }

    private void outage(Duration length) throws Exception {
        // given
        send(0, 100);
        try (SinkRuntime sink = rig.start(rig.settings(OptionalInt.empty(), 4), store)) {
            rig.awaitNoLag();
            List<String> members = rig.members();

            // when
            store.down = true;
            send(100, 1_100);
            await().pollDelay(length).atMost(length.plusSeconds(5)).until(() -> true);
            boolean wasUnready = sink.problem().isPresent();
            store.down = false;
            Instant up = Instant.now();
            rig.awaitNoLag();

            // then
            assertThat(wasUnready).isTrue();
            assertThat(Duration.between(up, Instant.now())).isLessThan(length.multipliedBy(2));
            assertThat(SinkRig.content(store)).hasSize(1_100);
            assertThat(rig.deadLetters()).isEmpty();
            assertThat(rig.members()).as("members of the group").isEqualTo(members);
        }
    }

    @Test
    void shouldLetNobodyOutAndWriteOnceWhenACallToTheStoreTakesLongerThanAMemberMayBeSilent() throws Exception {
        // given
        store.slowness = Duration.ofSeconds(5);
        send(0, 1);
        try (SinkRuntime sink = rig.start(store)) {
            await().atMost(SinkRig.PATIENCE).until(() -> store.mostAtATime.get() == 1);
            List<String> members = rig.members();

            // when
            rig.awaitNoLag();

            // then
            assertThat(members).hasSize(1);
            assertThat(rig.members()).isEqualTo(members);
            assertThat(store.applied).hasSize(1);
            assertThat(rig.statuses()).hasSize(1);
        }
    }

    @Test
    void shouldTakeInNoMoreThanItsLimitsWhenTheStoreIsDown() {
        // given
        store.down = true;
        send(0, 600);

        // when
        try (SinkRuntime sink = rig.start(store)) {
            await().atMost(SinkRig.PATIENCE).until(() -> rig.meter("sink.consumer.lag") == 600);

            // then
            assertThat(rig.meter("sink.in.flight.records")).isBetween(1.0, 200.0);
            assertThat(rig.meter("sink.in.flight.bytes")).isBetween(1.0, (double) (1 << 20));
            store.down = false;
            await().atMost(SinkRig.PATIENCE).until(() -> rig.meter("sink.consumer.lag") == 0);
        }
    }

    @Test
    void shouldWriteAgainWhatTheStoreHasLostBeforeItWasDurable() throws Exception {
        // given
        store.cannotSync = true;
        send(0, 10);
        try (SinkRuntime sink = rig.start(store)) {
            await().atMost(SinkRig.PATIENCE).until(() -> store.applied.size() == 10);
            store.applied.clear();

            // when
            store.losses.incrementAndGet();
            store.cannotSync = false;
            rig.awaitNoLag();

            // then
            assertThat(store.applied)
                    .extracting(Mutation::key)
                    .doesNotHaveDuplicates()
                    .hasSize(10);
        }
    }

    @Test
    void shouldPauseAndTellAndGoOnByItselfWhenTheStoreIsFull() {
        // given
        store.full = true;
        Instant before = Instant.now();
        send(0, 10);
        try (SinkRuntime sink = rig.start(store)) {

            // when
            await().atMost(SinkRig.PATIENCE).until(() -> rig.meter("sink.paused") == 1);
            SinkHealth health = sink.health();
            store.full = false;
            rig.awaitNoLag();

            // then
            assertThat(health.reason())
                    .hasValueSatisfying(
                            reason -> assertThat(reason).contains("can't be written", "the quota is used up"));
            assertThat(health.waitsFor()).contains("exhausted");
            assertThat(health.since())
                    .hasValueSatisfying(since -> assertThat(since).isAfter(before));
            assertThat(rig.meter("sink.paused")).isZero();
            assertThat(sink.health().reason()).isEmpty();
            assertThat(rig.deadLetters()).isEmpty();
            assertThat(SinkRig.content(store)).hasSize(10);
        }
    }

    @Test
    void shouldAskAFullStoreSeldomAndADownOneOften() {
        // given
        send(0, 1);
        store.full = true;
        try (SinkRuntime sink = rig.start(store)) {
            await().pollDelay(Duration.ofSeconds(2)).until(() -> rig.meter("sink.paused") == 1);
            double whileFull = retries("exhausted");

            // when
            store.down = true;
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);

            // then
            assertThat(whileFull).isBetween(1.0, 8.0);
            assertThat(retries("unavailable")).isGreaterThan(10);
            store.full = false;
            store.down = false;
        }
    }

    private double retries(String kind) {
        return rig.meter("sink.retries", "kind", kind, "code", "IllegalStateException");
    }

    @Test
    void shouldTellWhatTheStoreSaysOfItselfWhenAsked() {
        try (SinkRuntime sink = rig.start(store)) {
            await().atMost(SinkRig.PATIENCE).until(() -> sink.problem().isEmpty());

            assertThat(sink.health().store())
                    .hasValueSatisfying(said -> assertThat(said.capabilities()).isNotEmpty());
        }
    }

    @Test
    void shouldBeUnreadyWhenTheStoreSaysItIsIllThoughNothingIsStuck() {
        // given
        try (SinkRuntime sink = rig.start(store)) {
            await().atMost(SinkRig.PATIENCE).until(() -> sink.problem().isEmpty());

            // when
            store.illness = "the disk is nearly full";

            // then
            assertThat(sink.health().reason()).contains("the disk is nearly full");
            assertThat(sink.health().waitsFor()).contains("store");
            assertThat(sink.health().since()).isPresent();
        }
    }

    @Test
    void shouldHaveAllMetersFromTheStart() {
        try (SinkRuntime sink = rig.start(store)) {
            assertThat(rig.registry.getMeters())
                    .extracting(Meter::getId)
                    .extracting(Meter.Id::getName)
                    .contains(
                            "time.to.searchable",
                            "sink.upsert",
                            "sink.batch.size",
                            "sink.batch.bytes",
                            "sink.batch.fill",
                            "sink.batches.in.flight",
                            "sink.stale.dropped",
                            "sink.paused",
                            "sink.consumer.lag",
                            "sink.in.flight.records",
                            "sink.in.flight.bytes");
        }
    }
}
