package dev.weft.events;

import dev.weft.events.UndecodableRecordException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Turns Avro records into the Confluent wire format and back. Safe for use by several threads. */
final class RecordBytes {

    private final SchemaIds ids;
    private final ConcurrentMap<ReaderKey, SpecificDatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

    private record ReaderKey(int schemaId, Class<?> type) {}

    RecordBytes(SchemaIds ids) {
        this.ids = ids;
    }

    byte[] write(String topic, SpecificRecord value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(WireFormat.header(ids.written(topic)));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(value.getSchema(), AvroModel.DATA).write(value, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    /**
     * Reads a value whose header was found well-formed.
     *
     * @throws UndecodableRecordException if the bytes will never be readable
     * @throws SchemaRegistryException if the registry can't be asked now
     */
    <R extends SpecificRecord> R read(String topic, Class<R> type, byte[] value) throws UndecodableRecordException {
        int id = WireFormat.schemaId(value);
        Schema written = ids.schema(topic, id);
        try {
            BoundedDecoder decoder = new BoundedDecoder(value, WireFormat.HEADER_BYTES);
            R record = type.cast(reader(id, written, type).read(null, decoder));
            decoder.requireEnd();
            return record;
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | ClassCastException e) {
            throw new UndecodableRecordException(
                    Reason.MALFORMED_AVRO, "the bytes do not follow schema " + id + ": " + e.getMessage(), e);
        }
    }

    private SpecificDatumReader<SpecificRecord> reader(int id, Schema written, Class<?> type) {
        return readers.computeIfAbsent(
                new ReaderKey(id, type),
                key -> new SpecificDatumReader<>(written, AvroModel.DATA.getSchema(type), AvroModel.DATA));
    }
}
