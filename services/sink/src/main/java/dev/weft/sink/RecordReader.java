package dev.weft.sink;

import dev.weft.core.Refusal;
import dev.weft.core.Stage;
import dev.weft.events.SchemaRegistryException;
import dev.weft.sink.source.EventSource;
import dev.weft.sink.source.UnreadableRecordException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the sink's topic, and refuses those that can't be read, with the reason. Safe for use by several threads. */
final class RecordReader {

    private final EventSource source;

    RecordReader(EventSource source) {
        this.source = source;
    }

    /** @throws SchemaRegistryException if the registry can't be asked now */
    Reading read(ConsumerRecord<byte[], byte[]> record) {
        if (source.meansNothing(record)) {
            return new Outcome.Skipped(Outcome.Skipped.Why.CLEARED);
        }
        try {
            return new Incoming(record, source.read(record));
        } catch (UnreadableRecordException e) {
            return refused(record, e.reason(), e);
        } catch (SchemaRegistryException e) {
            throw e;
        } catch (RuntimeException e) {
            // A defect of ours that this record brings to light: it must not keep its neighbours out.
            return refused(record, Reasons.UNEXPECTED_ERROR, e);
        }
    }

    private static Outcome.Refused refused(ConsumerRecord<byte[], byte[]> record, String reason, Exception cause) {
        return new Outcome.Refused(record, Optional.empty(), new Refusal(Stage.READ, reason, cause));
    }

    /** What a record was found to be. */
    sealed interface Reading permits Incoming, Outcome.Refused, Outcome.Skipped {}
}
