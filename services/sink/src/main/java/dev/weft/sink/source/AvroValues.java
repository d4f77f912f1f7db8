package dev.weft.sink.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.events.AvroTrees;
import dev.weft.events.UndecodableRecordException;

/** Values that are Avro records in the Confluent wire format. */
public final class AvroValues implements ValueFormat {

    private final AvroTrees trees;

    public AvroValues(AvroTrees trees) {
        this.trees = trees;
    }

    @Override
    public JsonNode read(byte[] value) throws UnreadableRecordException {
        try {
            return trees.read(value);
        } catch (UndecodableRecordException e) {
            throw new UnreadableRecordException(e.reason().word(), e);
        }
    }
}
