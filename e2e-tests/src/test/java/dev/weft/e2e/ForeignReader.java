package dev.weft.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Reads (and writes) the Confluent wire format as its documentation says, with Avro's generic reader and schemas fetched over HTTP from the read side of
 * the registry API. It shares no code with the platform.
 */
final class ForeignReader {

    private static final int HEADER_BYTES = 5;

    private final Gateway registry;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    ForeignReader(Gateway registry) {
        this.registry = registry;
    }

    GenericRecord read(byte[] value) throws IOException, InterruptedException {
        ByteBuffer header = ByteBuffer.wrap(value);
        if (header.get() != 0) {
            throw new IOException("not the Confluent wire format");
        }
        Schema schema = schema(header.getInt());
        var decoder = DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
        return new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
    }

    /** A record of the schema that another's bytes are of, in the same format. */
    static byte[] write(byte[] like, GenericRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(like, 0, HEADER_BYTES);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private Schema schema(int id) throws IOException, InterruptedException {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Gateway.Answer answer = registry.get("/schemas/ids/" + id);
        Schema schema = new Schema.Parser().parse(answer.body().path("schema").asText());
        schemas.put(id, schema);
        return schema;
    }

    /** The numbers of a vector field: little-endian float32. */
    static float[] floats(Object bytes) {
        ByteBuffer buffer = ((ByteBuffer) bytes).duplicate().order(ByteOrder.LITTLE_ENDIAN);
        float[] numbers = new float[buffer.remaining() / Float.BYTES];
        buffer.asFloatBuffer().get(numbers);
        return numbers;
    }
}
