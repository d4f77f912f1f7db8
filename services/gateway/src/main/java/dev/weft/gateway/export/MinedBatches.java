package dev.weft.gateway.export;

import dev.weft.core.ContrastiveBatch;
import dev.weft.events.ByteConsumer;
import dev.weft.events.EventCodec;
import dev.weft.events.KafkaSettings;
import dev.weft.events.UndecodableRecordException;
import java.util.function.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The miner's batches that are on the topic. Safe for use by several threads. */
public final class MinedBatches {

    private static final Logger LOG = LoggerFactory.getLogger(MinedBatches.class);

    private final KafkaSettings kafka;
    private final EventCodec<ContrastiveBatch> codec;

    public MinedBatches(KafkaSettings kafka, EventCodec<ContrastiveBatch> codec) {
        this.kafka = kafka;
        this.codec = codec;
    }

    /**
     * Hands over each batch that is there now, partition by partition. What can't be read is left out: the trainer makes dead letters of it, and so it is with
     * one that names a family outside of the split train.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker can't be reached
     */
    public void forEach(Consumer<ContrastiveBatch> action) {
        try (ByteConsumer consumer = ByteConsumer.open(kafka, IsolationLevel.READ_COMMITTED)) {
            consumer.readAll(kafka.topics().batches(), record -> {
                ContrastiveBatch batch;
                try {
                    batch = codec.decode(record.value());
                } catch (UndecodableRecordException e) {
                    LOG.debug("left out: partition={} offset={}", record.partition(), record.offset(), e);
                    return;
                }
                action.accept(batch);
            });
        }
    }
}
