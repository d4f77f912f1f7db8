package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.events.RecordingHandler.Given;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchConsumerTest {

    private final KafkaSettings kafka = Broker.topics(1);
    private final String topic = kafka.topics().media();
    private final String group = kafka.topicPrefix() + "group";
    private final RecordingHandler handler = new RecordingHandler();

    @Test
    void shouldHandOverInOrderWhenMuchIsWaiting() throws Exception {
        // given
        send(0, 500);
        RecordingHandler automatic = RecordingHandler.automatic();

        // when
        try (BatchConsumer consumer = started(settings(50, 200), automatic)) {
            await().until(() -> automatic.values().size() >= 500);

            // then
            assertThat(automatic.values()).isEqualTo(values(0, 500));
            assertThat(automatic.batches()).allMatch(given -> given.values().size() <= 50);
            assertThat(consumer.problem()).isEmpty();
        }
    }

    @Test
    void shouldHandOverAtOnceWhenNothingIsInFlight() throws Exception {
        // given
        BatchConsumerSettings patient =
                new BatchConsumerSettings(group, topic, 100, Duration.ofHours(1), 1000, CommitMode.AFTER_HANDLED, true);
        try (BatchConsumer consumer = started(patient, handler)) {
            // when
            send(0, 1);

            // then
            await().until(() -> handler.values().equals(values(0, 1)));
            assertThat(consumer.isHealthy()).isTrue();
            handler.letGo();
        }
    }

    @Test
    void shouldFillBatchesWhenABatchIsInFlight() throws Exception {
        // given
        BatchConsumerSettings patient =
                new BatchConsumerSettings(group, topic, 3, Duration.ofHours(1), 100, CommitMode.AFTER_HANDLED, true);
        try (BatchConsumer consumer = started(patient, handler)) {
            send(0, 1);
            await().until(() -> handler.batches().size() == 1);

            // when
            send(1, 2);
            send(2, 4);

            // then (a batch of fewer would have gone out with the first of them)
            await().until(() -> handler.batches().size() == 2);
            assertThat(handler.batches().get(1).values()).isEqualTo(values(1, 4));
            assertThat(consumer.isHealthy()).isTrue();
            handler.letGo();
        }
    }

    @Test
    void shouldHoldBackWhenTooMuchIsInFlight() throws Exception {
        // given
        send(0, 100);
        try (BatchConsumer consumer = started(settings(10, 25), handler)) {
            // when
            await().until(() -> handler.values().size() == 20);

            // then
            await().during(Duration.ofMillis(500)).until(() -> handler.values().size() == 20);
            handler.batches().getFirst().succeed();
            await().until(() -> handler.values().size() == 30);
            handler.letGo();
            await().until(() -> handler.values().size() == 100);
            assertThat(handler.values()).isEqualTo(values(0, 100));
            assertThat(consumer.isHealthy()).isTrue();
        }
    }

    @Test
    void shouldCommitOnlyWhatIsHandledWhenBatchesFinishOutOfOrder() throws Exception {
        // given
        send(0, 30);
        try (BatchConsumer consumer = started(settings(10, 30), handler)) {
            await().until(() -> handler.batches().size() == 3);

            // when
            handler.batches().get(1).succeed();

            // then
            await().during(Duration.ofMillis(500)).until(() -> committed() == 0);
            handler.batches().get(0).succeed();
            await().until(() -> committed() == 20);
            assertThat(consumer.isHealthy()).isTrue();
            handler.letGo();
        }
        assertThat(committed()).isEqualTo(30);
    }

    @Test
    void shouldBringEverythingAgainWhenABatchFails() throws Exception {
        // given
        send(0, 30);
        try (BatchConsumer consumer = started(settings(10, 30), handler)) {
            await().until(() -> handler.batches().size() == 3);
            handler.batches().get(0).succeed();

            // when
            handler.batches().get(1).fail();

            // then
            Given third = handler.batches().get(2);
            assertThat(third.batch().isAbandoned()).isTrue();
            await().until(() ->
                    consumer.problem().filter(p -> p.contains("failed 1 times")).isPresent());
            third.succeed();
            handler.letGo();
            await().until(() -> committed() == 30);
            assertThat(handler.values().subList(30, 50)).isEqualTo(values(10, 30));
            await().until(consumer::isHealthy);
        }
    }

    @Test
    void shouldTryAgainUntilItWorksWhenTheHandlerThrows() throws Exception {
        // given
        AtomicInteger calls = new AtomicInteger();
        BatchHandler moody = batch -> {
            if (calls.incrementAndGet() < 4) {
                throw new IllegalStateException("not yet");
            }
            return handler.handle(batch);
        };
        send(0, 5);

        // when
        try (BatchConsumer consumer = started(settings(10, 10), moody)) {
            await().until(() -> handler.values().size() == 5);

            // then
            handler.letGo();
            await().until(() -> committed() == 5);
            await().until(consumer::isHealthy);
            assertThat(handler.values()).isEqualTo(values(0, 5));
        }
    }

    @Test
    void shouldGoOnWhereItStoppedWhenStartedAgain() throws Exception {
        // given
        send(0, 10);
        try (BatchConsumer consumer = started(settings(5, 10), handler)) {
            await().until(() -> handler.batches().size() == 2);
            handler.batches().get(0).succeed();
            await().until(() -> committed() == 5);
            assertThat(consumer.isHealthy()).isTrue();
            handler.batches().get(1).fail();
        }
        RecordingHandler next = RecordingHandler.automatic();

        // when
        try (BatchConsumer consumer = started(settings(5, 10), next)) {
            await().until(() -> next.values().size() == 5);

            // then
            assertThat(next.values()).isEqualTo(values(5, 10));
            assertThat(consumer.isHealthy()).isTrue();
        }
    }

    @Test
    void shouldStayAMemberWhenAHandlerTakesLongerThanThePollInterval() throws Exception {
        // given
        KafkaSettings impatient = new KafkaSettings(
                kafka.bootstrapServers(),
                kafka.topicPrefix(),
                1,
                (short) -1,
                kafka.schemaRegistry(),
                Map.of("max.poll.interval.ms", "1500", "session.timeout.ms", "6000", "heartbeat.interval.ms", "300"));
        send(0, 1);
        try (BatchConsumer consumer = new BatchConsumer(impatient, settings(1, 1), handler)) {
            consumer.start();
            await().until(() -> handler.batches().size() == 1);

            // when
            await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(6)).until(consumer::isHealthy);

            // then
            Given only = handler.batches().getFirst();
            assertThat(only.batch().isAbandoned()).isFalse();
            only.succeed();
            await().until(() -> committed() == 1);
            assertThat(handler.batches()).hasSize(1);
        }
    }

    @Test
    void shouldCloseSoonWhenAHandlerNeverAnswers() throws Exception {
        // given
        send(0, 1);
        BatchConsumer consumer = started(settings(1, 1), handler);
        await().until(() -> handler.batches().size() == 1);
        long start = System.nanoTime();

        // when
        consumer.close();

        // then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(handler.batches().getFirst().batch().isAbandoned()).isTrue();
        assertThat(committed()).isZero();
    }

    @Test
    void shouldSayThatTheBrokerIsAwayWhenThereIsNone() {
        // given
        KafkaSettings nowhere = KafkaSettings.at("127.0.0.1:1");

        // when
        try (BatchConsumer consumer = new BatchConsumer(nowhere, settings(1, 1), handler)) {
            consumer.start();

            // then
            await().during(Duration.ofSeconds(1))
                    .until(() -> consumer.problem()
                            .filter(problem -> problem.contains("not a member"))
                            .isPresent());
        }
    }

    private BatchConsumerSettings settings(int maxBatch, int maxInFlight) {
        return new BatchConsumerSettings(
                group, topic, maxBatch, Duration.ofMillis(20), maxInFlight, CommitMode.AFTER_HANDLED, true);
    }

    private BatchConsumer started(BatchConsumerSettings settings, BatchHandler with) {
        BatchConsumer consumer = new BatchConsumer(kafka, settings, with);
        consumer.start();
        return consumer;
    }

    private static List<String> values(int from, int to) {
        return Broker.values(from, to);
    }

    private void send(int from, int to) {
        Broker.send(kafka, topic, 1, values(from, to));
    }

    private long committed() throws Exception {
        try (Admin admin = Admin.create(kafka.clientProperties("test"))) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(topic, 0));
            return offset == null ? 0 : offset.offset();
        }
    }
}
