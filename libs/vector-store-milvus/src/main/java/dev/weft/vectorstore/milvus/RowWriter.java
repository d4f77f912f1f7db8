package dev.weft.vectorstore.milvus;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.AttributeType;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorRow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Makes rows as they are sent. Everything that a server might refuse is checked here, so that a bad item is known before the call. */
final class RowWriter {

    /** Numbers and hashes, and the names of fields, which a request has only once. */
    private static final int FIXED_BYTES = 512;

    private final int dimension;
    private final VectorFormat format;
    private final Clock clock;

    RowWriter(int dimension, VectorFormat format, Clock clock) {
        this.dimension = dimension;
        this.format = format;
        this.clock = clock;
    }

    /**
     * The rows of one item or one remembered attribute, made when they are sent, so that they do not wait in memory twice.
     *
     * @param keys the primary keys
     * @param bytes about what they take in a request
     */
    record Rows(List<String> keys, long bytes, Supplier<List<Row>> make) {}

    VectorFormat format() {
        return format;
    }

    Rows rows(Mutation mutation) {
        return switch (mutation) {
            case Mutation.Put put -> parts(put);
            case Mutation.Delete delete -> tombstone(delete);
        };
    }

    /** A row that remembers that there are attributes of this name and type. */
    Rows attribute(String name, AttributeType type) {
        String key = RowKey.ofAttribute(name, type);
        return new Rows(List.of(key), bytes(key, 0), () -> List.of(empty(key, RowKind.ATTRIBUTE, "", "", 0)));
    }

    private Rows tombstone(Mutation.Delete delete) {
        MediaKey item = delete.key();
        String key = RowKey.ofTombstone(item, delete.version());
        return new Rows(
                List.of(key),
                bytes(key, 0),
                () -> List.of(empty(key, RowKind.TOMBSTONE, item.tenant().value(), item.toString(), delete.version())));
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
        String json = attributes.json().toString();
        int shared = json.length() + attributes.packed().length() + family.length();
        long bytes = keys.stream().mapToLong(key -> bytes(key, shared)).sum();
        return new Rows(keys, bytes, () -> {
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < put.rows().size(); i++) {
                rows.add(part(put, i, keys.get(i), json, attributes.packed(), family));
            }
            return rows;
        });
    }

    private Row part(Mutation.Put put, int position, String key, String attributes, String longTexts, String family) {
        VectorRow part = put.rows().get(position);
        return new Row(
                key,
                RowKind.PART,
                put.key().tenant().value(),
                put.key().toString(),
                put.version(),
                RowKey.part(part.part()),
                position,
                part.modality().wireName(),
                put.release().toString(),
                family,
                part.contentHash().hex(),
                attributes,
                longTexts,
                clock.millis(),
                part.vector());
    }

    private Row empty(String key, RowKind kind, String tenant, String item, long version) {
        return new Row(
                key,
                kind,
                tenant,
                item,
                version,
                "",
                0,
                "",
                "",
                "",
                "",
                "{}",
                "",
                clock.millis(),
                Vectors.filler(key, dimension));
    }

    private long bytes(String key, int more) {
        // The key holds the item and the part, which are fields of their own as well.
        return FIXED_BYTES + 2L * key.length() + more + format.bytes(dimension);
    }
}
