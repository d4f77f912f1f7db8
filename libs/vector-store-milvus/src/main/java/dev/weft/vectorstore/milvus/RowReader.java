package dev.weft.vectorstore.milvus;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.VectorRow;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Reads rows as the SDK gives them: the values of fields by name. */
final class RowReader {

    private RowReader() {}

    /** Reads {@link Fields#IDENTITY}. */
    static RowId id(Map<String, Object> row) {
        return RowKey.read(text(row, Fields.KEY));
    }

    /**
     * Reads {@link Fields#WHOLE}.
     *
     * @param rows of one version of one item, at least one
     */
    static StoredMedia media(MediaKey key, List<Map<String, Object>> rows) {
        List<Map<String, Object>> ordered = rows.stream()
                .sorted(Comparator.comparingLong(row -> number(row, Fields.POSITION)))
                .toList();
        Map<String, Object> first = ordered.getFirst();
        return new StoredMedia(
                key,
                number(first, Fields.VERSION),
                ReleaseId.parse(text(first, Fields.RELEASE)),
                SafeText.decode(text(first, Fields.FAMILY)),
                new StoredAttributes(json(first), text(first, Fields.LONG_TEXTS)).read(),
                ordered.stream().map(RowReader::row).toList());
    }

    static Hit hit(Map<String, Object> row, float score) {
        return new Hit(
                MediaKey.parse(text(row, Fields.ITEM)),
                SafeText.decode(text(row, Fields.PART)),
                Modality.fromWireName(text(row, Fields.MODALITY)),
                number(row, Fields.VERSION),
                ReleaseId.parse(text(row, Fields.RELEASE)),
                // Rounding may carry a cosine past its bounds.
                Math.clamp(score, -1f, 1f));
    }

    static String text(Map<String, Object> row, String field) {
        return value(row, field).toString();
    }

    private static VectorRow row(Map<String, Object> row) {
        return new VectorRow(
                SafeText.decode(text(row, Fields.PART)),
                Modality.fromWireName(text(row, Fields.MODALITY)),
                new Sha256(text(row, Fields.CONTENT_HASH)),
                Vectors.read(value(row, Fields.VECTOR)));
    }

    private static JsonObject json(Map<String, Object> row) {
        Object value = value(row, Fields.ATTRIBUTES);
        JsonElement json = value instanceof JsonElement parsed ? parsed : JsonParser.parseString(value.toString());
        return json.getAsJsonObject();
    }

    private static long number(Map<String, Object> row, String field) {
        return ((Number) value(row, field)).longValue();
    }

    private static Object value(Map<String, Object> row, String field) {
        Object value = row.get(field);
        if (value == null) {
            throw new IllegalStateException("a row must have the field '" + field + "', got " + row.keySet());
        }
        return value;
    }
}
