package dev.weft.events;

import org.apache.avro.Schema;

/** Which id stands for which schema: the part that differs with and without a registry. Safe for use by several threads. */
interface SchemaIds {

    /** The id of the schema that a topic's records are written with. */
    int written(String topic);

    /**
     * The schema that a topic's record was written with.
     *
     * @throws UndecodableRecordException if no schema has this id
     * @throws SchemaRegistryException if the registry can't be asked now
     */
    Schema schema(String topic, int id) throws UndecodableRecordException;
}
