package dev.weft.events;

import org.apache.avro.specific.SpecificRecord;

/** Turns Avro records into the Confluent wire format and back: the part that differs with and without a registry. */
interface RecordBytes {

    byte[] write(String topic, SpecificRecord value);

    /**
     * Reads a value whose header was found well-formed.
     *
     * @throws UndecodableRecordException if the bytes will never be readable
     * @throws RuntimeException if a registry can't be asked now
     */
    <R extends SpecificRecord> R read(String topic, Class<R> type, byte[] value) throws UndecodableRecordException;
}
