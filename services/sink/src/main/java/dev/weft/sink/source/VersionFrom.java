package dev.weft.sink.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where the version of an item comes from: the highest one wins, whatever the order of arrival. */
public sealed interface VersionFrom {

    /** The record's offset: the last record of a key wins, as long as the key stays in its partition. */
    record Offset() implements VersionFrom {
        @Override
        public long of(ConsumerRecord<byte[], byte[]> record, JsonNode value) {
            // Versions count from 1, offsets from 0.
            return record.offset() + 1;
        }
    }

    /** The record's timestamp in milliseconds. */
    record Timestamp() implements VersionFrom {
        @Override
        public long of(ConsumerRecord<byte[], byte[]> record, JsonNode value) {
            return record.timestamp();
        }
    }

    /** A field with a whole number. */
    record Field(JsonPointer path) implements VersionFrom {
        @Override
        public long of(ConsumerRecord<byte[], byte[]> record, JsonNode value) throws UnreadableRecordException {
            JsonNode node = value.at(path);
            if (node.isMissingNode() || node.isNull()) {
                throw new UnreadableRecordException("missing_version", "there must be a version at " + path);
            }
            if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                throw new UnreadableRecordException(
                        "invalid_version", "the version at " + path + " must be a whole number of 64 bits");
            }
            return node.longValue();
        }
    }

    /** @param value empty for a record without one */
    long of(ConsumerRecord<byte[], byte[]> record, JsonNode value) throws UnreadableRecordException;

    /**
     * Reads {@code offset}, {@code timestamp}, or a path.
     *
     * @param what names it in the message
     * @throws IllegalArgumentException if it is none of them
     */
    static VersionFrom parse(String what, String text) {
        return switch (text) {
            case "offset" -> new Offset();
            case "timestamp" -> new Timestamp();
            default -> new Field(FieldMapping.pointer(what + " must be offset, timestamp or a path; a path", text));
        };
    }
}
