package dev.weft.events.deadletters;

import dev.weft.core.DeadLetter;
import dev.weft.core.DeadLetterId;
import dev.weft.core.DeadLetterReplay;
import dev.weft.events.DeadLetters;
import dev.weft.events.UndecodableRecordException.Reason;
import dev.weft.events.deadletters.ReplayOutcome.Result;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;

/** Writes replayed records and their markers, one at a time, each awaited. For one thread. */
final class ReplayWriter {

    private final Producer<byte[], byte[]> producer;
    private final ReplayMarkers markers;
    private final Clock clock;
    private final String by;

    ReplayWriter(Producer<byte[], byte[]> producer, ReplayMarkers markers, Clock clock, String by) {
        this.producer = producer;
        this.markers = markers;
        this.clock = clock;
        this.by = by;
    }

    /**
     * Writes the letter's record, then its marker.
     *
     * @return replayed, or refused if the broker does not take the record
     * @throws KafkaException if the broker can't take anything now
     */
    ReplayOutcome write(DeadLetterId id, DeadLetter letter) {
        int attempt = (int) Math.min(Integer.MAX_VALUE, letter.attempt() + 1L);
        RecordMetadata written;
        try {
            written = send(record(id, letter, attempt));
        } catch (RetriableException e) {
            throw e;
        } catch (ApiException e) {
            return ReplayOutcome.of(id, Result.REFUSED, "the broker refuses the record: " + e.getMessage());
        }
        DeadLetterReplay replay = new DeadLetterReplay(
                id,
                attempt,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                by,
                written.topic(),
                written.partition(),
                written.offset());
        send(markers.record(replay));
        return new ReplayOutcome(
                id,
                Result.REPLAYED,
                "written to " + written.topic() + "-" + written.partition() + "@" + written.offset(),
                Optional.of(replay));
    }

    /** Writes a record as it is to its own partition. @return its new offset */
    long writeAgain(ConsumerRecord<byte[], byte[]> record) {
        return send(new ProducerRecord<>(
                        record.topic(), record.partition(), record.key(), record.value(), record.headers()))
                .offset();
    }

    private static ProducerRecord<byte[], byte[]> record(DeadLetterId id, DeadLetter letter, int attempt) {
        // A dead letter does not tell an empty key from none; no reader of ours takes either, and a compacted topic
        // takes no record without a key.
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                letter.origin().topic(),
                letter.origin().partition(),
                letter.key(),
                letter.reason().equals(Reason.NULL_VALUE.word()) ? null : letter.value());
        letter.headers().forEach((name, value) -> {
            if (!name.equals(DeadLetters.ATTEMPT_HEADER) && !name.equals(DeadLetters.REPLAY_OF_HEADER)) {
                record.headers().add(name, value);
            }
        });
        record.headers().add(DeadLetters.ATTEMPT_HEADER, ascii(Integer.toString(attempt)));
        record.headers().add(DeadLetters.REPLAY_OF_HEADER, ascii(id.toString()));
        return record;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException failure) {
                throw failure;
            }
            throw new KafkaException("a record could not be written to " + record.topic(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
