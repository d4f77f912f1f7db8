package dev.weft.streams;

import dev.weft.events.EventCodec;
import dev.weft.events.UndecodableRecordException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Codecs of events as serdes, for state stores, repartition topics and sinks: for bytes that we wrote ourselves. A topic that others write to is read
 * as bytes and decoded by the topology, so that a poison record becomes a dead letter instead of the end of a stream thread.
 */
public final class EventSerdes {

    private EventSerdes() {}

    /** Null stands for null: a tombstone. Throws {@link SerializationException} for bytes that are no such event. */
    public static <T> Serde<T> of(EventCodec<T> codec) {
        Serializer<T> serializer = (topic, event) -> event == null ? null : codec.encode(event);
        Deserializer<T> deserializer = (topic, bytes) -> bytes == null ? null : decoded(codec, topic, bytes);
        return Serdes.serdeFrom(serializer, deserializer);
    }

    private static <T> T decoded(EventCodec<T> codec, String topic, byte[] bytes) {
        try {
            return codec.decode(bytes);
        } catch (UndecodableRecordException e) {
            throw new SerializationException("a value of " + topic + " can't be read: " + e.getMessage(), e);
        }
    }
}
