package dev.weft.sink.source;

import dev.weft.core.MediaEmbedded;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the records of a topic mean. Implementations are safe for use by several threads. */
public interface EventSource {

    /**
     * Reads one record.
     *
     * @throws UnreadableRecordException if it will never mean anything
     * @throws dev.weft.events.SchemaRegistryException if the registry can't be asked now: try again, the record may be well
     */
    MediaEmbedded read(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException;

    /** Whether the record is there for the topic's own sake and means nothing to the index. */
    default boolean meansNothing(ConsumerRecord<byte[], byte[]> record) {
        return false;
    }
}
