package dev.weft.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.events.UndecodableRecordException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads Avro records of schemas that are not ours as trees, for those who know only the paths of the fields they need. Bytes become binary nodes,
 * enums texts. Safe for use by several threads.
 */
public final class AvroTrees {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final SchemaIds ids;
    private final ConcurrentMap<Integer, GenericDatumReader<Object>> readers = new ConcurrentHashMap<>();

    private AvroTrees(SchemaIds ids) {
        this.ids = ids;
    }

    /** With schemas from a registry, each asked for once. Nothing is registered. Returns at once, whether or not the registry is up. */
    public static AvroTrees ofRegistry(URI url) {
        return new AvroTrees(RegistryIds.readingOnly(url));
    }

    /**
     * With these schemas and no others.
     *
     * @param schemas the whole Avro schemas as JSON, by their ids
     * @throws IllegalArgumentException if one of them is no Avro schema
     */
    public static AvroTrees of(Map<Integer, String> schemas) {
        return new AvroTrees(new FixedIds(schemas.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> parse(entry.getKey(), entry.getValue())))));
    }

    private static Schema parse(int id, String json) {
        try {
            return new Schema.Parser().parse(json);
        } catch (AvroRuntimeException e) {
            throw new IllegalArgumentException("schema " + id + " must be Avro: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a value in the Confluent wire format.
     *
     * @throws UndecodableRecordException if the bytes are no such record
     * @throws SchemaRegistryException if the registry can't be asked now for an id not seen before
     */
    public JsonNode read(byte @Nullable [] value) throws UndecodableRecordException {
        byte[] bytes = WireFormat.requireHeader(value);
        int id = WireFormat.schemaId(bytes);
        Schema written = ids.schema("", id);
        try {
            BoundedDecoder decoder = new BoundedDecoder(bytes, WireFormat.HEADER_BYTES);
            Object datum = readers.computeIfAbsent(id, key -> new GenericDatumReader<>(written))
                    .read(null, decoder);
            decoder.requireEnd();
            return tree(datum);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | StackOverflowError e) {
            // A schema may hold itself, and a hostile record then nests without end.
            throw new UndecodableRecordException(
                    Reason.MALFORMED_AVRO, "the bytes do not follow schema " + id + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode tree(@Nullable Object datum) {
        return switch (datum) {
            case null -> NODES.nullNode();
            case IndexedRecord record -> object(record);
            case Map<?, ?> map -> object(map);
            case Collection<?> list -> array(list);
            case ByteBuffer bytes -> NODES.binaryNode(bytes(bytes));
            case GenericFixed fixed -> NODES.binaryNode(fixed.bytes());
            case Boolean flag -> NODES.booleanNode(flag);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Float number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            default -> NODES.textNode(datum.toString());
        };
    }

    private static ObjectNode object(IndexedRecord record) {
        ObjectNode object = NODES.objectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            object.set(field.name(), tree(record.get(field.pos())));
        }
        return object;
    }

    private static ObjectNode object(Map<?, ?> map) {
        ObjectNode object = NODES.objectNode();
        map.forEach((name, value) -> object.set(String.valueOf(name), tree(value)));
        return object;
    }

    private static ArrayNode array(Collection<?> list) {
        ArrayNode array = NODES.arrayNode(list.size());
        list.forEach(element -> array.add(tree(element)));
        return array;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private record FixedIds(Map<Integer, Schema> schemas) implements SchemaIds {
        @Override
        public int written(String topic) {
            throw new IllegalStateException("schemas given by id are for reading only, got topic " + topic);
        }

        @Override
        public Schema schema(String topic, int id) throws UndecodableRecordException {
            Schema schema = schemas.get(id);
            if (schema == null) {
                throw new UndecodableRecordException(
                        Reason.UNKNOWN_SCHEMA_ID, "the id must be one of " + schemas.keySet() + ", got " + id);
            }
            return schema;
        }
    }
}
