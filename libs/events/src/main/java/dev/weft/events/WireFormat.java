package dev.weft.events;

import dev.weft.events.UndecodableRecordException.Reason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The header of Confluent's wire format: 0x00, then the schema's id in 4 bytes, big-endian. */
final class WireFormat {

    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 1 + Integer.BYTES;

    private WireFormat() {}

    static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(schemaId).array();
    }

    static int schemaId(byte[] value) {
        return ByteBuffer.wrap(value).getInt(1);
    }

    static byte[] requireHeader(byte @Nullable [] value) throws UndecodableRecordException {
        if (value == null) {
            throw new UndecodableRecordException(Reason.NULL_VALUE, "the record has no value");
        }
        if (value.length < HEADER_BYTES) {
            throw new UndecodableRecordException(
                    Reason.BAD_MAGIC, "a value starts with a header of 5 bytes, got " + value.length + " bytes");
        }
        if (value[0] != MAGIC) {
            throw new UndecodableRecordException(
                    Reason.BAD_MAGIC, "the first byte must be 0x00, got 0x%02x".formatted(value[0]));
        }
        return value;
    }
}
