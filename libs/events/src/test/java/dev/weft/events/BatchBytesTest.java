package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches and what is in flight are bounded in bytes, too, and the consumer tells how far behind it is. */
@Timeout(90)
class BatchBytesTest {

    /** Key and value of a record of {@link #wide}. */
    private static final int RECORD_BYTES = 200;

    private final KafkaSettings kafka = Broker.topics(1);
    private final String topic = kafka.topics().media();
    private final RecordingHandler handler = new RecordingHandler();

    private static BatchConsumerSettings settings(
            KafkaSettings kafka, long maxBatchBytes, long maxInFlightBytes, Duration drainTimeout) {
        return new BatchConsumerSettings(
                kafka.topicPrefix() + "group",
                kafka.topics().media(),
                50,
                Duration.ofMillis(5),
                1_000,
                CommitMode.AFTER_HANDLED,
                true,
                maxBatchBytes,
                maxInFlightBytes,
                drainTimeout);
    }

    private static List<String> wide(int count) {
        return IntStream.range(0, count).mapToObj(i -> "%0100d".formatted(i)).toList();
    }

    @Test
    void shouldEndABatchBeforeItBecomesTooLarge() {
        // given
        Broker.send(kafka, topic, 1, wide(100));
        RecordingHandler automatic = RecordingHandler.automatic();

        // when
        try (BatchConsumer consumer =
                new BatchConsumer(kafka, settings(kafka, 1_000, 10_000, Duration.ZERO), automatic)) {
            consumer.start();
            await().until(() -> automatic.values().size() == 100);
        }

        // then
        assertThat(automatic.values()).isEqualTo(wide(100));
        assertThat(automatic.batches())
                .extracting(given -> given.batch().bytes())
                .allMatch(bytes -> bytes <= 1_000)
                .contains(1_000L);
    }

    @Test
    void shouldHandOverARecordAloneWhenItIsLargerThanABatch() {
        // given
        Broker.send(kafka, topic, 1, wide(5));
        RecordingHandler automatic = RecordingHandler.automatic();

        // when
        try (BatchConsumer consumer = new BatchConsumer(
                kafka, settings(kafka, RECORD_BYTES / 2, RECORD_BYTES / 2, Duration.ZERO), automatic)) {
            consumer.start();
            await().until(() -> automatic.values().size() == 5);
        }

        // then
        assertThat(automatic.batches()).hasSize(5);
    }

    @Test
    void shouldHandOverNoMoreBytesThanMayBeInFlightAndTellTheLag() {
        // given
        Broker.send(kafka, topic, 1, wide(100));
        try (BatchConsumer consumer = new BatchConsumer(kafka, settings(kafka, 1_000, 3_000, Duration.ZERO), handler)) {

            // when
            consumer.start();

            // then
            await().until(() -> handler.values().size() == 15 && consumer.lag() == 100);
            assertThat(consumer.inFlightBytes()).isEqualTo(3_000);
            assertThat(consumer.inFlightRecords()).isEqualTo(15);
            Broker.send(kafka, topic, 1, List.of("one more while the partition is paused"));
            await().atMost(Duration.ofSeconds(15)).until(() -> consumer.lag() == 101);
            handler.letGo();
            await().until(() -> consumer.lag() == 0);
            assertThat(consumer.inFlightBytes()).isZero();
        }
    }

    @Test
    void shouldLetHandlersEndBeforePartitionsMoveWhenTheyDoInTime() {
        // given
        KafkaSettings four = Broker.topics(4);
        Broker.send(four, four.topics().media(), 4, Broker.values(0, 40));
        BatchConsumerSettings draining = settings(four, 1_000, 10_000, Duration.ofSeconds(20));
        RecordingHandler second = RecordingHandler.automatic();
        try (BatchConsumer one = new BatchConsumer(four, draining, handler);
                BatchConsumer two = new BatchConsumer(four, draining, second)) {
            one.start();
            await().until(() -> handler.values().size() == 40);

            // when
            two.start();
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            handler.letGo();
            Broker.send(four, four.topics().media(), 4, Broker.values(40, 80));

            // then
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> handler.values().size() + second.values().size() >= 80
                            && !second.values().isEmpty());
            assertThat(handler.batches()).noneMatch(given -> given.batch().isAbandoned());
            assertThat(handler.values().size() + second.values().size()).isEqualTo(80);
        }
    }

    @Test
    void shouldBeUncertainOfABatchAndThenAbandonItWhenTheThreadThatPollsWasStopped() {
        // given a handler that keeps the poll thread longer than the group waits
        Map<String, String> impatient = new HashMap<>(kafka.properties());
        impatient.put("max.poll.interval.ms", "2000");
        KafkaSettings strict = new KafkaSettings(
                kafka.bootstrapServers(),
                kafka.topicPrefix(),
                1,
                kafka.replicationFactor(),
                kafka.schemaRegistry(),
                impatient);
        CountDownLatch stopped = new CountDownLatch(1);
        BatchHandler stopping = batch -> {
            CompletionStage<Void> stage = handler.handle(batch);
            if (handler.batches().size() == 2) {
                awaitQuietly(stopped);
            }
            return stage;
        };
        try (BatchConsumer consumer =
                new BatchConsumer(strict, settings(strict, RECORD_BYTES, 10_000, Duration.ZERO), stopping)) {
            Broker.send(kafka, topic, 1, wide(2));
            consumer.start();
            await().until(() -> handler.batches().size() == 2);
            RecordBatch first = handler.batches().getFirst().batch();
            boolean certainAtFirst = first.isCertain();

            // when
            await().atMost(Duration.ofSeconds(20)).until(() -> !first.isCertain());
            boolean abandonedMeanwhile = first.isAbandoned();
            stopped.countDown();

            // then
            await().until(first::isAbandoned);
            assertThat(certainAtFirst).isTrue();
            assertThat(abandonedMeanwhile).isFalse();
            handler.letGo();
            await().atMost(Duration.ofSeconds(30)).until(() -> handler.values().size() == 4 && consumer.lag() == 0);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldRefuseLimitsThatContradictEachOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(kafka, 1_000, 999, Duration.ZERO))
                .withMessageContaining("maxInFlightBytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(kafka, 1, 1, Duration.ofSeconds(-1)))
                .withMessageContaining("drainTimeout");
    }
}
