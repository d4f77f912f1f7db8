package dev.weft.events;

import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.PartKey;
import org.jspecify.annotations.Nullable;

/** A pair's text side as two fields of which one is null: the key of a part, and the text of a query. */
final class AvroTextSides {

    private AvroTextSides() {}

    static @Nullable String part(TextSide text) {
        return text instanceof TextSide.Caption(PartKey part) ? part.toString() : null;
    }

    static @Nullable String query(TextSide text) {
        return text instanceof TextSide.QueryText(String query) ? query : null;
    }

    static TextSide of(@Nullable String part, @Nullable String query) {
        if (part != null && query == null) {
            return new TextSide.Caption(PartKey.parse(part));
        }
        if (query != null && part == null) {
            return new TextSide.QueryText(query);
        }
        throw new IllegalArgumentException(
                "a pair must have a textPart or a queryText, got " + (part == null ? "neither" : "both"));
    }
}
