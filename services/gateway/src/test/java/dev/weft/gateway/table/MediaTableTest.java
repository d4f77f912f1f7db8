package dev.weft.gateway.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weft.core.Attributes;
import dev.weft.core.MediaId;
import dev.weft.core.MediaKey;
import dev.weft.core.MediaStatus;
import dev.weft.core.MediaStatus.State;
import dev.weft.core.Part;
import dev.weft.core.TenantId;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.events.TopicProvisioner;
import dev.weft.gateway.intake.Content;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.ProblemReason;
import dev.weft.http.StandardReason;
import dev.weft.testkit.KafkaExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(KafkaExtension.class)
class MediaTableTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final MediaId ID = new MediaId("a");
    private static final MediaKey KEY = new MediaKey(TenantId.DEFAULT, ID);

    @Test
    void shouldKnowEverythingAgainAfterARestart(KafkaSettings kafka, @TempDir Path folder) {
        // given
        long version;
        try (Running gateway = new Running(kafka, folder)) {
            version = join(gateway.writer.create(ID, caption("one"), Optional.of("import")))
                    .known()
                    .version();
            join(gateway.writer.put(new MediaId("b"), caption("b"), Optional.empty()));
            join(gateway.writer.delete(new MediaId("b")));
            gateway.tell(KEY, version, State.EMBEDDED);
            gateway.tell(KEY, version, State.SEARCHABLE);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> gateway.table.states().searchable() == 1);
        }

        // when
        try (Running gateway = new Running(kafka, folder)) {
            // then
            assertThat(gateway.table.states()).isEqualTo(new StateCounts(0, 0, 1, 0, 1));
            assertThat(gateway.table.find(KEY).map(Known::version)).hasValue(version);
            assertThat(gateway.table.ofImport("import").map(ImportCounts::searchable))
                    .hasValue(1L);
            assertThatRefused(gateway.writer.create(ID, caption("two"), Optional.empty()), Reason.ALREADY_EXISTS);
            assertThat(join(gateway.writer.put(ID, caption("one"), Optional.empty()))
                            .change())
                    .isEqualTo(Written.Change.UNCHANGED);
            assertThat(join(gateway.writer.put(ID, caption("three"), Optional.empty()))
                            .known()
                            .version())
                    .isGreaterThan(version);
        }

        // and when the state is lost
        try (Running gateway = new Running(kafka, folder.resolve("other"))) {
            // then
            assertThat(gateway.table.states()).isEqualTo(new StateCounts(1, 0, 0, 0, 1));
        }
    }

    @Test
    void shouldLetOneOfManyCreatorsWin(KafkaSettings kafka, @TempDir Path folder) {
        try (Running gateway = new Running(kafka, folder)) {
            // when
            List<CompletableFuture<Boolean>> creations = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                                    () -> gateway.writer.create(ID, caption("from " + i), Optional.empty()))
                            .thenCompose(stage -> stage)
                            .handle((written, failure) -> failure == null))
                    .toList();

            // then
            assertThat(creations.stream().map(CompletableFuture::join))
                    .filteredOn(won -> won)
                    .hasSize(1);
        }
    }

    @Test
    void shouldGrowVersionsWhenTheClockIsSetBack(KafkaSettings kafka) {
        // given
        TopicProvisioner.ensure(kafka, PATIENCE);
        MediaTable table = inMemory();
        Instant now = Instant.parse("2026-11-23T10:00:00Z");
        Instant earlier = now.minusSeconds(3600);
        try (Producer<String, byte[]> producer = Producers.idempotent(kafka, "clock-test")) {
            String topic = kafka.topics().media();
            MediaWriter before = new MediaWriter(table, producer, topic, Clock.fixed(now, ZoneOffset.UTC));
            MediaWriter after = new MediaWriter(table, producer, topic, Clock.fixed(earlier, ZoneOffset.UTC));

            // when
            long first = join(before.put(ID, caption("one"), Optional.empty()))
                    .known()
                    .version();
            long second = join(after.put(ID, caption("two"), Optional.empty()))
                    .known()
                    .version();

            // then
            assertThat(first).isEqualTo(now.toEpochMilli() * 1000);
            assertThat(second).isEqualTo(first + 1);
        }
    }

    @Test
    void shouldSayUnavailableWithinSecondsWhenTheBrokerIsAway() {
        // given
        MediaTable table = inMemory();
        KafkaSettings nowhere = KafkaSettings.at("127.0.0.1:1");
        Map<String, String> impatient = new HashMap<>(Map.of(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, "1000",
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "1000",
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "1500"));
        KafkaSettings settings =
                new KafkaSettings(nowhere.bootstrapServers(), "weft.", 1, (short) -1, Optional.empty(), impatient);

        // when
        try (Producer<String, byte[]> producer = Producers.idempotent(settings, "nowhere")) {
            MediaWriter writer = new MediaWriter(table, producer, "weft.media", Clock.systemUTC());
            Instant start = Instant.now();
            CompletionStage<Written> writing = writer.create(ID, caption("lost"), Optional.empty());

            // then
            assertThatRefused(writing, StandardReason.UNAVAILABLE);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(table.find(KEY)).isEmpty();
            assertThat(table.states()).isEqualTo(new StateCounts(0, 0, 0, 0, 0));
        }
    }

    @Test
    void shouldRefuseEverythingUntilItIsLive() {
        // given
        MediaTable table = new MediaTable(TenantId.DEFAULT, codecs());

        // then
        assertThat(table.isLive()).isFalse();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> table.find(KEY))
                .extracting(ProblemException::reason)
                .isEqualTo(StandardReason.UNAVAILABLE);
    }

    private static MediaTable inMemory() {
        MediaTable table = new MediaTable(TenantId.DEFAULT, codecs());
        table.goLive(new TableView() {
            @Override
            public byte @Nullable [] media(String key) {
                return null;
            }

            @Override
            public byte @Nullable [] status(String key) {
                return null;
            }

            @Override
            public void forEachMedia(BiConsumer<String, byte[]> row) {}
        });
        return table;
    }

    private static EventCodecs codecs() {
        return EventCodecs.open(KafkaSettings.at("127.0.0.1:1"));
    }

    private static Content caption(String text) {
        return new Content(Optional.empty(), Attributes.NONE, List.of(Part.caption(text)));
    }

    private static Written join(CompletionStage<Written> writing) {
        return writing.toCompletableFuture().join();
    }

    private static void assertThatRefused(CompletionStage<Written> writing, ProblemReason reason) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> join(writing))
                .extracting(Throwable::getCause)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.reason()).isEqualTo(reason));
    }

    /** A table that follows a real broker, and a writer on it. */
    private static final class Running implements AutoCloseable {

        private final KafkaSettings kafka;
        private final EventCodecs codecs;
        private final Producer<String, byte[]> producer;
        private final TableFollower follower;
        private final MediaTable table;
        private final MediaWriter writer;

        private Running(KafkaSettings kafka, Path folder) {
            this.kafka = kafka;
            this.codecs = EventCodecs.open(kafka);
            this.producer = Producers.idempotent(kafka, "gateway-test");
            this.table = new MediaTable(TenantId.DEFAULT, codecs);
            this.writer = new MediaWriter(table, producer, kafka.topics().media(), Clock.systemUTC());
            this.follower = new TableFollower(kafka, folder, table);
            follower.start();
            Awaitility.await().atMost(PATIENCE).until(table::isLive);
        }

        private void tell(MediaKey key, long version, State state) {
            Instant now = Instant.now();
            byte[] value = codecs.status()
                    .encode(new MediaStatus(
                            key,
                            version,
                            state,
                            now,
                            Optional.of(now),
                            Optional.of(now).filter(at -> state == State.SEARCHABLE),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of("import")));
            var _ = producer.send(new ProducerRecord<>(kafka.topics().status(), key.toString(), value));
        }

        @Override
        public void close() {
            producer.close();
            follower.close();
        }
    }
}
