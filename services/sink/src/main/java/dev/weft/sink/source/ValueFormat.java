package dev.weft.sink.source;

import com.fasterxml.jackson.databind.JsonNode;

/** How the values of a foreign topic are written. Implementations are safe for use by several threads. */
public interface ValueFormat {

    /**
     * Reads a value as a tree.
     *
     * @throws UnreadableRecordException if it is not of this format
     * @throws dev.weft.events.SchemaRegistryException if the registry can't be asked now
     */
    JsonNode read(byte[] value) throws UnreadableRecordException;
}
