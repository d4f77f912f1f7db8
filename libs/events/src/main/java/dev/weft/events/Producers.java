package dev.weft.events;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Opens producers that lose nothing: acknowledged by all replicas, no duplicates from retries, order kept. The caller closes them. */
public final class Producers {

    private Producers() {}

    /** For records that need no transaction. */
    public static Producer<String, byte[]> idempotent(KafkaSettings settings, String clientId) {
        return new KafkaProducer<>(properties(settings, clientId), new StringSerializer(), new ByteArraySerializer());
    }

    /** The same for records whose keys are bytes as they came, which need not be text. */
    public static Producer<byte[], byte[]> idempotentBytes(KafkaSettings settings, String clientId) {
        return new KafkaProducer<>(
                properties(settings, clientId), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * For read-process-write in one transaction; {@link Producer#initTransactions()} is left to the caller. With a {@link BatchConsumer} in
     * mode {@link CommitMode#BY_HANDLER}, one thread does for each batch, in the order of the batches:
     *
     * <pre>{@code
     * if (!batch.isAbandoned()) {
     *     producer.beginTransaction();
     *     results.forEach(producer::send);
     *     producer.sendOffsetsToTransaction(batch.nextOffsets(), batch.groupMetadata());
     *     producer.commitTransaction();
     * }
     * }</pre>
     *
     * If anything of it throws: {@code abortTransaction()}, fail the batch, and it comes again. After a
     * {@link org.apache.kafka.common.errors.ProducerFencedException} or another fatal error: close the producer and open a new one.
     *
     * @param transactionalId one per running instance, the same after its restart: it fences the instance's own zombie and ends what it
     *     left open
     * @param transactionTimeout after which the broker gives up an open transaction; readers wait that long for a crashed writer
     */
    public static Producer<String, byte[]> transactional(
            KafkaSettings settings, String transactionalId, Duration transactionTimeout) {
        Map<String, Object> properties = properties(settings, transactionalId);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(transactionTimeout.toMillis()));
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * The same, ready for its first transaction: what a crashed instance of the same id left open has ended. Blocks.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker can't be reached or refuses
     */
    public static Producer<String, byte[]> readyTransactional(
            KafkaSettings settings, String transactionalId, Duration transactionTimeout) {
        Producer<String, byte[]> opened = transactional(settings, transactionalId, transactionTimeout);
        try {
            opened.initTransactions();
        } catch (RuntimeException e) {
            opened.close(Duration.ZERO);
            throw e;
        }
        return opened;
    }

    private static Map<String, Object> properties(KafkaSettings settings, String clientId) {
        Map<String, Object> properties = settings.clientProperties(clientId);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicPlan.MAX_DEAD_LETTER_BYTES);
        return properties;
    }
}
