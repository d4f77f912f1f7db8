package dev.weft.rollout.projecting;

import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.events.RecordBatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records and the offsets they came from in one transaction. When it throws, they may be written or not: writing them again does no harm,
 * since a record has the key of its item and release, and the index goes by the version. For one thread.
 */
final class ProjectionWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionWriter.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final String transactionalId;
    private final Duration transactionTimeout;
    private @Nullable Producer<String, byte[]> producer;

    ProjectionWriter(KafkaSettings kafka, String transactionalId, Duration transactionTimeout) {
        this.kafka = kafka;
        this.transactionalId = transactionalId;
        this.transactionTimeout = transactionTimeout;
    }

    /**
     * Returns when all of it is committed.
     *
     * @throws KafkaException if it may not be
     * @throws IllegalStateException if the batch is abandoned: nothing is committed then
     */
    void write(List<ProducerRecord<String, byte[]>> records, RecordBatch batch) {
        Producer<String, byte[]> open = open();
        try {
            open.beginTransaction();
            for (ProducerRecord<String, byte[]> record : records) {
                // A failed one makes the commit throw.
                Future<RecordMetadata> _ = open.send(record);
            }
            open.sendOffsetsToTransaction(batch.nextOffsets(), batch.groupMetadata());
            open.commitTransaction();
        } catch (KafkaException | IllegalStateException e) {
            abort(open);
            throw e;
        }
    }

    private Producer<String, byte[]> open() {
        if (producer != null) {
            return producer;
        }
        Producer<String, byte[]> opened = Producers.readyTransactional(kafka, transactionalId, transactionTimeout);
        producer = opened;
        return opened;
    }

    private void abort(Producer<String, byte[]> open) {
        try {
            open.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            LOG.warn("a transaction can't be aborted, opening a new producer: error={}", e.toString());
            discard(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        discard(CLOSE_TIMEOUT);
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
