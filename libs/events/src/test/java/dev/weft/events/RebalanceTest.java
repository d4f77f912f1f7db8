package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class RebalanceTest {

    private static final int PARTITIONS = 4;

    private final KafkaSettings kafka = Broker.topics(PARTITIONS);
    private final String topic = kafka.topics().media();

    @Test
    void shouldAbandonWhatMovesAndLoseNothingWhenASecondMemberJoins() {
        // given
        send(0, 40);
        RecordingHandler slow = new RecordingHandler();
        RecordingHandler second = RecordingHandler.automatic();
        try (BatchConsumer one = consumer(slow);
                BatchConsumer two = consumer(second)) {
            one.start();
            await().until(() -> slow.values().size() == 40);

            // when
            two.start();

            // then
            await().atMost(Duration.ofSeconds(30)).until(() -> !second.values().isEmpty());
            assertThat(slow.batches())
                    .as("batches with records that moved")
                    .anyMatch(given -> given.batch().isAbandoned());
            slow.letGo();
            await().until(() -> handledOnce(slow, second).size() == 40);
            send(40, 80);
            await().until(() -> handledOnce(slow, second).size() == 80);
            assertThat(partitions(second)).isNotEmpty().hasSizeLessThan(PARTITIONS);
        }
    }

    @Test
    void shouldTakeOverWithoutRepeatingWhenAMemberLeaves() {
        // given
        RecordingHandler first = RecordingHandler.automatic();
        RecordingHandler second = RecordingHandler.automatic();
        try (BatchConsumer two = consumer(second)) {
            BatchConsumer one = consumer(first);
            one.start();
            two.start();
            await().until(() -> one.isHealthy() && two.isHealthy());
            send(0, 100);
            await().until(() -> first.values().size() + second.values().size() >= 100);

            // when
            one.close();
            send(100, 200);

            // then
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> handledOnce(first, second).size() == 200);
            assertThat(first.values().size() + second.values().size()).isEqualTo(200);
        }
    }

    /** What was in batches that count: an abandoned one doesn't. */
    private static Set<String> handledOnce(RecordingHandler... handlers) {
        Set<String> values = new HashSet<>();
        for (RecordingHandler handler : handlers) {
            handler.batches().stream()
                    .filter(given ->
                            !given.batch().isAbandoned() && given.stage().isDone())
                    .forEach(given -> values.addAll(given.values()));
        }
        return values;
    }

    private static Set<Integer> partitions(RecordingHandler handler) {
        Set<Integer> partitions = new HashSet<>();
        handler.batches()
                .forEach(given -> given.batch().records().forEach(record -> partitions.add(record.partition())));
        return partitions;
    }

    private BatchConsumer consumer(BatchHandler handler) {
        return new BatchConsumer(
                kafka,
                new BatchConsumerSettings(
                        kafka.topicPrefix() + "group",
                        topic,
                        10,
                        Duration.ofMillis(20),
                        100,
                        CommitMode.AFTER_HANDLED,
                        true),
                handler);
    }

    private void send(int from, int to) {
        Broker.send(kafka, topic, PARTITIONS, Broker.values(from, to));
    }
}
