package dev.weft.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes messages and consumed offsets in one transaction: readers that read committed see all of it or nothing. For one thread.
 *
 * <p>Zombies are fenced by the consumer group, not by the transactional id (KIP-447): the offsets carry the member and generation that
 * fetched the records, so the transaction of an instance that lost its partitions fails at the broker. The id therefore needs no relation
 * to partitions. It should be the same when an instance comes back after a crash, because opening the producer then ends the transaction
 * that the crash left open; with another id, readers wait for the transaction's timeout instead.
 */
public final class TransactionalPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionalPublisher.class);

    private static final int COMMIT_ATTEMPTS = 3;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final PublisherSettings settings;
    private @Nullable Producer<String, byte[]> producer;

    public TransactionalPublisher(PublisherSettings settings) {
        this.settings = settings;
    }

    /**
     * Makes the producer ready, which ends what a crashed instance of the same id left open. Called by {@link #publish} when needed.
     *
     * @throws KafkaException if the broker can't be reached or refuses
     */
    public Producer<String, byte[]> open() {
        if (producer != null) {
            return producer;
        }
        Producer<String, byte[]> opened = Producers.readyTransactional(
                settings.kafka(), settings.transactionalId(), settings.transactionTimeout());
        producer = opened;
        return opened;
    }

    /**
     * Returns when all of it is committed.
     *
     * @throws CommitUnknownException if it may or may not be committed
     * @throws KafkaException if nothing of it is committed
     */
    public void publish(
            List<ProducerRecord<String, byte[]>> messages,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group)
            throws CommitUnknownException {
        Producer<String, byte[]> open = open();
        boolean committing = false;
        try {
            open.beginTransaction();
            for (ProducerRecord<String, byte[]> message : messages) {
                // A failed one makes the commit throw.
                Future<RecordMetadata> _ = open.send(message);
            }
            open.sendOffsetsToTransaction(offsets, group);
            committing = true;
            commit(open);
        } catch (KafkaException | IllegalStateException e) {
            if (!abort(open) && committing) {
                throw new CommitUnknownException(e);
            }
            throw e instanceof KafkaException known ? known : new KafkaException(e);
        }
    }

    /**
     * Whether the group's offsets have reached these: the offsets are part of the transaction, so they tell of all of it.
     *
     * @throws KafkaException if the broker can't say now
     */
    public boolean isCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // Waits for the end of a transaction that is still being committed or aborted.
        open();
        try (Admin admin = Admin.create(settings.kafka().clientProperties(settings.transactionalId() + "-admin"))) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(settings.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            return offsets.entrySet().stream().allMatch(expected -> {
                OffsetAndMetadata found = committed.get(expected.getKey());
                return found != null && found.offset() >= expected.getValue().offset();
            });
        } catch (ExecutionException e) {
            throw new KafkaException("the committed offsets can't be read", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Ends an open transaction, if the broker answers in time. */
    @Override
    public void close() {
        discard(CLOSE_TIMEOUT);
    }

    /** A commit that timed out may be asked for again, and nothing else. */
    private static void commit(Producer<String, byte[]> open) {
        for (int attempt = 1; ; attempt++) {
            try {
                open.commitTransaction();
                return;
            } catch (TimeoutException e) {
                if (attempt == COMMIT_ATTEMPTS) {
                    throw e;
                }
                LOG.warn("the commit of a transaction timed out, asking again: error={}", e.toString());
            }
        }
    }

    /** Aborts the transaction; a producer that can't do that is of no more use. */
    private boolean abort(Producer<String, byte[]> open) {
        try {
            open.abortTransaction();
            return true;
        } catch (KafkaException | IllegalStateException e) {
            LOG.warn("a transaction can't be aborted, opening a new producer: error={}", e.toString());
            discard(Duration.ZERO);
            return false;
        }
    }

    private void discard(Duration timeout) {
        if (producer != null) {
            try {
                producer.close(timeout);
            } catch (KafkaException e) {
                LOG.warn("a producer did not close cleanly: error={}", e.toString());
            }
            producer = null;
        }
    }
}
