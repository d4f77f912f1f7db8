package dev.weft.events;

import org.jspecify.annotations.Nullable;

/** Turns events of one topic into record values and back, in the Confluent wire format. Safe for use by several threads. */
public interface EventCodec<T> {

    /** The value's bytes: 0x00, the schema id in 4 bytes, Avro binary. */
    byte[] encode(T event);

    /**
     * @param value as Kafka gives it: null for a record without one
     * @throws UndecodableRecordException if the bytes are no such event, with the reason
     * @throws SchemaRegistryException if the registry can't be asked now for an id not seen before: try again, the record may be well
     */
    T decode(byte @Nullable [] value) throws UndecodableRecordException;
}
