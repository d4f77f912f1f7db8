package dev.weft.mining.anchors;

import dev.weft.core.Refusal;
import dev.weft.core.Stage;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Decodes the records of a topic. One that can't be decoded becomes a dead letter, and the partition goes on. */
public final class Decoder<E, F> extends ContextualProcessor<byte[], byte[], String, Reading<F>> {

    private final Source<E, F> source;
    private final DeadLetterRecords letters;

    public Decoder(Source<E, F> source, DeadLetterRecords letters) {
        this.source = source;
        this.letters = letters;
    }

    @Override
    public void process(Record<byte[], byte[]> arrived) {
        if (arrived.value() == null) {
            if (source.tombstone().isPresent() && arrived.key() != null) {
                String key = new String(arrived.key(), StandardCharsets.UTF_8);
                forward(arrived, key, new Reading.Fact<>(source.tombstone().get()));
            }
            return;
        }
        try {
            E event = source.codec().decode(arrived.value());
            forward(
                    arrived,
                    source.key().apply(event),
                    new Reading.Fact<>(source.fact().apply(event)));
        } catch (UndecodableRecordException e) {
            ProducerRecord<String, byte[]> letter = letters.of(
                    origin(arrived), new Refusal(Stage.READ, e.reason().word(), e));
            // The headers of the origin are in the letter.
            context()
                    .forward(new Record<>(
                            letter.key(),
                            new Reading.Refused<>(letter.value()),
                            context().currentSystemTimeMs()));
        }
    }

    private void forward(Record<byte[], byte[]> arrived, String key, Reading<F> reading) {
        context().forward(new Record<>(key, reading, arrived.timestamp()));
    }

    private ConsumerRecord<byte[], byte[]> origin(Record<byte[], byte[]> arrived) {
        Optional<RecordMetadata> from = context().recordMetadata();
        return new ConsumerRecord<>(
                from.map(RecordMetadata::topic).orElse(source.topic()),
                from.map(RecordMetadata::partition).orElse(0),
                from.map(RecordMetadata::offset).orElse(0L),
                arrived.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                arrived.key(),
                arrived.value(),
                arrived.headers(),
                Optional.empty());
    }
}
