package dev.weft.vectorstore;

import dev.weft.core.Attributes;
import dev.weft.core.MediaKey;
import dev.weft.core.ReleaseId;
import java.util.List;

/** A live item as stored. */
public record StoredMedia(
        MediaKey key, long version, ReleaseId release, String family, Attributes attributes, List<VectorRow> rows) {

    public StoredMedia {
        rows = List.copyOf(rows);
    }
}
