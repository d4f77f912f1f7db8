package dev.weft.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes the cases of docs/bad-input.md that are put on {@code weft.media}, by name: a key and a value each, from a good record. */
final class BadRecords {

    private static final int HEADER_BYTES = 5;
    private static final int UNKNOWN_SCHEMA = 0x7fff_0000;

    private final Map<String, byte[]> values = new TreeMap<>();

    BadRecords(ConsumerRecord<byte[], byte[]> good, ForeignReader reader) throws IOException, InterruptedException {
        byte[] value = good.value();
        values.put("not Avro", "{\"hello\": \"world\"}".getBytes(UTF_8));
        values.put("unknown schema", withSchema(value, UNKNOWN_SCHEMA));
        values.put("truncated Avro", Arrays.copyOf(value, value.length / 2));
        values.put("giant length", giantLength(value));
        values.put("missing object", missingObject(value, reader));
    }

    Set<String> names() {
        return values.keySet();
    }

    byte[] value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /** The key under which a case is sent; only the missing object's record is read far enough to be compared with it. */
    static String key(String name) {
        return "default/" + id(name);
    }

    private static String id(String name) {
        return "bad-" + name.replace(' ', '-').toLowerCase(java.util.Locale.ROOT);
    }

    private static byte[] withSchema(byte[] value, int id) {
        byte[] changed = value.clone();
        ByteBuffer.wrap(changed).putInt(1, id);
        return changed;
    }

    /** The first field of the record is a text: 2^31 - 1 bytes of it, none of which come. */
    private static byte[] giantLength(byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(value, 0, HEADER_BYTES);
        out.writeBytes(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f});
        return out.toByteArray();
    }

    private static byte[] missingObject(byte[] value, ForeignReader reader) throws IOException, InterruptedException {
        return withObject(value, reader, id("missing object"), "0".repeat(64));
    }

    /** The good record as that of another item, whose object has this hash. */
    static byte[] withObject(byte[] value, ForeignReader reader, String id, String sha256)
            throws IOException, InterruptedException {
        GenericRecord event = reader.read(value);
        event.put("mediaId", id);
        for (Object part : (Iterable<?>) event.get("parts")) {
            Object content = ((GenericRecord) part).get("content");
            GenericRecord stored = (GenericRecord) content;
            if (stored.getSchema().getName().equals("StoredObject")) {
                stored.put("uri", "object:///default/" + sha256);
                stored.put("sha256", sha256);
            }
        }
        return ForeignReader.write(value, event);
    }
}
