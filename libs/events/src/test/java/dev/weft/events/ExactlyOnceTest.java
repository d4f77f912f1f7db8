package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Read, process, write in one transaction, with a worker that dies in the middle of it. */
@Timeout(90)
class ExactlyOnceTest {

    private static final int RECORDS = 100;

    private final KafkaSettings kafka = Broker.topics(2);

    @Test
    void shouldWriteEachResultOnceWhenAWorkerDiesInsideItsTransaction() throws Exception {
        // given
        Broker.send(kafka, kafka.topics().media(), 2, Broker.values(0, RECORDS));
        RecordingHandler results = RecordingHandler.automatic();

        // when: the first worker sends results and never commits; the second has the same transactional id
        try (Worker dying = new Worker(3)) {
            dying.consumer.start();
            assertThat(dying.died.await(30, TimeUnit.SECONDS)).isTrue();
            dying.consumer.close();
            try (Worker healthy = new Worker(Integer.MAX_VALUE);
                    BatchConsumer reader = new BatchConsumer(kafka, reading(), results)) {
                healthy.consumer.start();
                reader.start();

                // then
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> results.values().size() >= RECORDS);
                await().during(Duration.ofMillis(500))
                        .until(() -> results.values().size() == RECORDS);
                assertThat(results.values()).containsExactlyInAnyOrderElementsOf(Broker.values(0, RECORDS));
            }
        }
    }

    private BatchConsumerSettings reading() {
        return new BatchConsumerSettings(
                kafka.topicPrefix() + "reader",
                kafka.topics().embeddings(),
                50,
                Duration.ofMillis(10),
                100,
                CommitMode.AFTER_HANDLED,
                true);
    }

    /** Copies from media to embeddings, and dies within its transaction number {@code deathAt}. */
    private final class Worker implements AutoCloseable {

        private final CountDownLatch died = new CountDownLatch(1);
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final Producer<String, byte[]> producer =
                Producers.transactional(kafka, kafka.topicPrefix() + "worker", Duration.ofSeconds(30));
        private final BatchConsumer consumer = new BatchConsumer(
                kafka,
                new BatchConsumerSettings(
                        kafka.topicPrefix() + "group",
                        kafka.topics().media(),
                        10,
                        Duration.ofMillis(10),
                        40,
                        CommitMode.BY_HANDLER,
                        true),
                this::handle);
        private final int deathAt;
        private int transactions;

        private Worker(int deathAt) {
            this.deathAt = deathAt;
            producer.initTransactions();
        }

        private CompletionStage<Void> handle(RecordBatch batch) {
            CompletableFuture<Void> stage = new CompletableFuture<>();
            thread.execute(() -> process(batch, stage));
            return stage;
        }

        private void process(RecordBatch batch, CompletableFuture<Void> stage) {
            if (died.getCount() == 0 || batch.isAbandoned()) {
                return;
            }
            producer.beginTransaction();
            List<Future<RecordMetadata>> sent = batch.records().stream()
                    .map(record -> producer.send(new ProducerRecord<>(
                            kafka.topics().embeddings(), RecordingHandler.text(record), record.value())))
                    .toList();
            producer.flush();
            assertThat(sent).allMatch(Future::isDone);
            if (++transactions == deathAt) {
                died.countDown();
                return;
            }
            producer.sendOffsetsToTransaction(batch.nextOffsets(), batch.groupMetadata());
            producer.commitTransaction();
            stage.complete(null);
        }

        @Override
        public void close() {
            consumer.close();
            thread.shutdownNow();
            producer.close(Duration.ZERO);
        }
    }
}
