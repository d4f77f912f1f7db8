package dev.weft.embedder;

import dev.weft.core.running.Backoff;
import dev.weft.core.running.Threads;
import dev.weft.events.CommitUnknownException;
import dev.weft.events.TransactionalPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes batches in their order, on one thread. A batch that can't be published is tried until it can or until its partitions belong to
 * somebody else; nothing overtakes it, because a later offset would commit over it.
 */
final class PublishLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PublishLoop.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final TransactionalPublisher publisher;
    private final Backoff backoff;
    private final EmbedderMetrics metrics;
    private final int maxRecords;
    private final BlockingQueue<EmbeddedBatch> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile Optional<String> problem = Optional.empty();

    /** @param maxRecords how many records of waiting batches share a transaction, positive */
    PublishLoop(TransactionalPublisher publisher, Backoff backoff, EmbedderMetrics metrics, int maxRecords) {
        this.publisher = publisher;
        this.backoff = backoff;
        this.metrics = metrics;
        this.maxRecords = maxRecords;
        this.thread = Thread.ofPlatform().daemon().name("weft-embedder-publish").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void add(EmbeddedBatch batch) {
        queue.add(batch);
    }

    Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() {
        closed = true;
        Threads.stop(thread, CLOSE_TIMEOUT);
    }

    private void run() {
        try (publisher) {
            openEarly();
            while (true) {
                publish(takeTogether());
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("stopped", e);
        } catch (RuntimeException e) {
            problem = Optional.of("the embedder's publishing has stopped, restart it: " + e);
            LOG.error("publishing has stopped", e);
        }
    }

    /** Ends at once what a crashed instance left open, and saves the first upload the time. */
    private void openEarly() {
        try {
            publisher.open();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            problem = Optional.of("results can't be published: " + e.getMessage());
            LOG.warn("the transactional producer can't be opened yet: error={}", e.toString());
        }
    }

    private List<EmbeddedBatch> takeTogether() throws InterruptedException {
        List<EmbeddedBatch> taken = new ArrayList<>();
        taken.add(queue.take());
        int records = taken.getFirst().work().size();
        for (EmbeddedBatch following = queue.peek();
                following != null && records + following.work().size() <= maxRecords;
                following = queue.peek()) {
            taken.add(queue.take());
            records += following.work().size();
        }
        return taken;
    }

    private void publish(List<EmbeddedBatch> taken) throws InterruptedException {
        List<EmbeddedBatch> batches = withoutAbandoned(taken);
        boolean unknown = false;
        for (int failures = 1; !batches.isEmpty(); batches = withoutAbandoned(batches)) {
            Map<TopicPartition, OffsetAndMetadata> offsets = offsets(batches);
            try {
                if (!unknown || !publisher.isCommitted(offsets)) {
                    unknown = false;
                    Optional<ConsumerGroupMetadata> membership = membership(batches);
                    if (membership.isEmpty()) {
                        continue;
                    }
                    publisher.publish(messages(batches), offsets, membership.get());
                }
                problem = Optional.empty();
                batches.forEach(this::finish);
                return;
            } catch (InterruptException e) {
                throw e;
            } catch (CommitUnknownException e) {
                unknown = true;
                waitAfter(failures++, e);
            } catch (KafkaException e) {
                waitAfter(failures++, e);
            }
        }
    }

    /**
     * The newest membership, or none when one of the batches is abandoned. It is read before the batches are looked at: a membership that
     * is newer than a revocation only appears once the batches are marked.
     */
    private static Optional<ConsumerGroupMetadata> membership(List<EmbeddedBatch> batches) {
        ConsumerGroupMetadata newest;
        try {
            newest = batches.getFirst().work().batch().groupMetadata();
        } catch (IllegalStateException e) {
            LOG.debug("abandoned while it was about to be published", e);
            return Optional.empty();
        }
        boolean abandoned = batches.stream().anyMatch(batch -> batch.work().isAbandoned());
        return abandoned ? Optional.empty() : Optional.of(newest);
    }

    private void waitAfter(int failures, Exception e) throws InterruptedException {
        if (closed) {
            throw new InterruptedException("closed while publishing");
        }
        Duration wait = backoff.after(failures);
        problem = Optional.of("results can't be published: " + e.getMessage());
        LOG.warn("can't publish, trying again in {} ms", wait.toMillis(), e);
        TimeUnit.MILLISECONDS.sleep(wait.toMillis());
    }

    private void finish(EmbeddedBatch batch) {
        for (Output output : batch.outputs()) {
            output.refusal().ifPresent(metrics::refused);
        }
        batch.work().published().complete(null);
    }

    private static List<EmbeddedBatch> withoutAbandoned(List<EmbeddedBatch> batches) {
        List<EmbeddedBatch> live = new ArrayList<>();
        for (EmbeddedBatch batch : batches) {
            if (batch.work().isAbandoned()) {
                batch.work().drop();
            } else {
                live.add(batch);
            }
        }
        return live;
    }

    private static List<ProducerRecord<String, byte[]>> messages(List<EmbeddedBatch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.outputs().stream())
                .flatMap(output -> output.messages().stream())
                .toList();
    }

    /** A later batch's offset of a partition takes the place of an earlier one's. */
    private static Map<TopicPartition, OffsetAndMetadata> offsets(List<EmbeddedBatch> batches) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        batches.forEach(batch -> offsets.putAll(batch.work().batch().nextOffsets()));
        return offsets;
    }
}
