package dev.weft.vectorstore.milvus;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.weft.vectorstore.AttributeType;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorRow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Makes rows as they are sent. Everything that a server might refuse is checked here, so that a bad item is known before the call. */
final class RowWriter {

    /** Numbers and the names of fields, in the SDK's message. */
    private static final int FIXED_BYTES = 256;

    private final int dimension;
    private final VectorFormat format;
    private final Clock clock;

    RowWriter(int dimension, VectorFormat format, Clock clock) {
        this.dimension = dimension;
        this.format = format;
        this.clock = clock;
    }

    /**
     * The rows of one item or one remembered attribute, made when they are sent: as JSON they are many times larger.
     *
     * @param keys the primary keys
     * @param bytes about what they take in a request
     */
    record Rows(List<String> keys, long bytes, Supplier<List<JsonObject>> make) {}

    Rows rows(Mutation mutation) {
        return switch (mutation) {
            case Mutation.Put put -> parts(put);
            case Mutation.Delete delete -> tombstone(delete);
        };
    }

    /** A row that remembers that there are attributes of this name and type. */
    Rows attribute(String name, AttributeType type) {
        String key = RowKey.ofAttribute(name, type);
        return new Rows(List.of(key), bytes(key, 0), () -> List.of(empty(key, RowKind.ATTRIBUTE)));
    }

    private Rows tombstone(Mutation.Delete delete) {
        String key = RowKey.ofTombstone(delete.key(), delete.version());
        return new Rows(List.of(key), bytes(key, 0), () -> {
            JsonObject row = empty(key, RowKind.TOMBSTONE);
            row.addProperty(Fields.TENANT, delete.key().tenant().value());
            row.addProperty(Fields.ITEM, delete.key().toString());
            row.addProperty(Fields.VERSION, delete.version());
            return List.of(row);
        });
    }

    private Rows parts(Mutation.Put put) {
        List<String> keys = put.rows().stream()
                .map(row -> RowKey.of(put.key(), put.version(), row.part()))
                .toList();
        StoredAttributes attributes = StoredAttributes.of(put.attributes(), put.key());
        String family = SafeText.encode(put.family());
        if (family.length() > Fields.MAX_FAMILY_BYTES) {
            throw new IllegalArgumentException("a family may have up to " + Fields.MAX_FAMILY_BYTES
                    + " bytes when stored, got " + family.length() + " for " + put.key());
        }
        int shared = attributes.json().toString().length() + attributes.packed().length() + family.length();
        long bytes = keys.stream().mapToLong(key -> bytes(key, shared)).sum();
        return new Rows(keys, bytes, () -> {
            List<JsonObject> rows = new ArrayList<>();
            for (int i = 0; i < put.rows().size(); i++) {
                rows.add(part(put, i, keys.get(i), attributes, family));
            }
            return rows;
        });
    }

    private JsonObject part(Mutation.Put put, int position, String key, StoredAttributes attributes, String family) {
        VectorRow part = put.rows().get(position);
        JsonObject row = row(key, RowKind.PART, Vectors.field(part.vector(), format));
        row.addProperty(Fields.TENANT, put.key().tenant().value());
        row.addProperty(Fields.ITEM, put.key().toString());
        row.addProperty(Fields.VERSION, put.version());
        row.addProperty(Fields.PART, RowKey.part(part.part()));
        row.addProperty(Fields.POSITION, position);
        row.addProperty(Fields.MODALITY, part.modality().wireName());
        row.addProperty(Fields.RELEASE, put.release().toString());
        row.addProperty(Fields.FAMILY, family);
        row.addProperty(Fields.CONTENT_HASH, part.contentHash().hex());
        row.add(Fields.ATTRIBUTES, attributes.json());
        row.addProperty(Fields.LONG_TEXTS, attributes.packed());
        return row;
    }

    private JsonObject empty(String key, RowKind kind) {
        JsonObject row = row(key, kind, Vectors.field(Vectors.filler(key, dimension), format));
        for (String text : List.of(
                Fields.TENANT,
                Fields.ITEM,
                Fields.PART,
                Fields.MODALITY,
                Fields.RELEASE,
                Fields.FAMILY,
                Fields.CONTENT_HASH,
                Fields.LONG_TEXTS)) {
            row.addProperty(text, "");
        }
        row.addProperty(Fields.VERSION, 0L);
        row.addProperty(Fields.POSITION, 0);
        row.add(Fields.ATTRIBUTES, new JsonObject());
        return row;
    }

    private JsonObject row(String key, RowKind kind, JsonElement vector) {
        JsonObject row = new JsonObject();
        row.addProperty(Fields.KEY, key);
        row.addProperty(Fields.KIND, kind.code());
        row.addProperty(Fields.WRITTEN_AT, clock.millis());
        row.add(Fields.VECTOR, vector);
        return row;
    }

    private long bytes(String key, int more) {
        // The key holds the item and the part, which are fields of their own as well.
        return FIXED_BYTES + 2L * key.length() + more + format.bytes(dimension);
    }
}
