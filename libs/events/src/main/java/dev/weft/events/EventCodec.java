package dev.weft.events;

/** Turns events of one topic into record values and back, in the Confluent wire format. Safe for use by several threads. */
public interface EventCodec<T> {

    /** The value's bytes: 0x00, the schema id in 4 bytes, Avro binary. */
    byte[] encode(T event);

    /** @throws UndecodableRecordException if the bytes are no such event, with the reason */
    T decode(byte[] value) throws UndecodableRecordException;
}
