package dev.weft.events;

import org.apache.avro.specific.SpecificRecord;

/**
 * Maps one kind of event to its Avro record and back. Stateless.
 *
 * @param <T> the event
 * @param <R> its Avro record
 */
interface AvroMapping<T, R extends SpecificRecord> {

    Class<R> recordClass();

    R toAvro(T event);

    /** @throws IllegalArgumentException or DateTimeException if a value breaks a rule of the domain */
    T fromAvro(R avro);
}
