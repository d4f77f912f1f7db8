package dev.weft.trainer.pool;

import dev.weft.core.ContrastiveBatch;
import dev.weft.events.ByteConsumer;
import dev.weft.events.EventCodec;
import dev.weft.events.KafkaSettings;
import dev.weft.events.UndecodableRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.IsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the batches that are on the topic now. What can't be read is left out here: {@link BatchIntake} makes dead letters of it. */
public final class BatchReader {

    private static final Logger LOG = LoggerFactory.getLogger(BatchReader.class);

    private final KafkaSettings kafka;
    private final EventCodec<ContrastiveBatch> codec;

    public BatchReader(KafkaSettings kafka, EventCodec<ContrastiveBatch> codec) {
        this.kafka = kafka;
        this.codec = codec;
    }

    public List<ContrastiveBatch> read(Predicate<ContrastiveBatch> wanted) {
        List<ContrastiveBatch> batches = new ArrayList<>();
        try (ByteConsumer consumer = ByteConsumer.open(kafka, IsolationLevel.READ_COMMITTED)) {
            consumer.readAll(kafka.topics().batches(), record -> {
                try {
                    ContrastiveBatch batch = codec.decode(record.value());
                    if (wanted.test(batch)) {
                        batches.add(batch);
                    }
                } catch (UndecodableRecordException e) {
                    LOG.debug("left out: partition={} offset={}", record.partition(), record.offset(), e);
                }
            });
        }
        return batches;
    }
}
