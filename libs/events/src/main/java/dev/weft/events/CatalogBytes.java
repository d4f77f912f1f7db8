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

/** Without a registry: schema ids are those of the built-in catalog. */
final class CatalogBytes implements RecordBytes {

    private final SchemaCatalog catalog;
    private final ConcurrentMap<String, SchemaCatalog.Entry> written = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final ConcurrentMap<ReaderKey, SpecificDatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

    private record ReaderKey(int schemaId, Class<?> type) {}

    CatalogBytes(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public byte[] write(String topic, SpecificRecord value) {
        SchemaCatalog.Entry entry = written.computeIfAbsent(topic, this::latest);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(WireFormat.header(entry.id()));
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(value.getSchema(), AvroModel.DATA).write(value, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    private SchemaCatalog.Entry latest(String topic) {
        return catalog.latest(SchemaCatalog.subjectOf(topic))
                .orElseThrow(() -> new IllegalStateException("the catalog must know every topic, got " + topic));
    }

    @Override
    public <R extends SpecificRecord> R read(String topic, Class<R> type, byte[] value)
            throws UndecodableRecordException {
        int id = WireFormat.schemaId(value);
        SchemaCatalog.Entry entry = catalog.byId(id)
                .filter(known -> known.subject().equals(SchemaCatalog.subjectOf(topic)))
                .orElseThrow(() -> new UndecodableRecordException(
                        Reason.UNKNOWN_SCHEMA_ID,
                        "the built-in catalog has no schema of " + topic + " with this id, got " + id));
        try {
            BoundedDecoder decoder = new BoundedDecoder(value, WireFormat.HEADER_BYTES);
            R record = type.cast(reader(entry, type).read(null, decoder));
            decoder.requireEnd();
            return record;
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | ClassCastException e) {
            throw new UndecodableRecordException(
                    Reason.MALFORMED_AVRO, "the bytes do not follow schema " + id + ": " + e.getMessage(), e);
        }
    }

    private SpecificDatumReader<SpecificRecord> reader(SchemaCatalog.Entry entry, Class<?> type) {
        return readers.computeIfAbsent(
                new ReaderKey(entry.id(), type),
                key -> new SpecificDatumReader<>(
                        schemas.computeIfAbsent(entry.id(), id -> new Schema.Parser().parse(entry.schemaJson())),
                        AvroModel.DATA.getSchema(type),
                        AvroModel.DATA));
    }
}
