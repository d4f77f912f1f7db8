package dev.weft.vectorstore;

import dev.weft.core.Attributes;
import dev.weft.core.MediaKey;
import dev.weft.core.ReleaseId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A change of one media item in a collection. */
public sealed interface Mutation {

    MediaKey key();

    long version();

    /**
     * Puts this version of the item in the place of any older one: rows of parts it no longer has disappear. Writing the version that is stored
     * replaces it.
     *
     * @param rows at least one, with different part names
     */
    record Put(
            MediaKey key, long version, ReleaseId release, String family, Attributes attributes, List<VectorRow> rows)
            implements Mutation {
        public Put {
            rows = List.copyOf(rows);
            if (rows.isEmpty()) {
                throw new IllegalArgumentException("a put needs at least one row, got none for " + key);
            }
            Set<String> parts = new HashSet<>();
            for (VectorRow row : rows) {
                if (!parts.add(row.part())) {
                    throw new IllegalArgumentException(
                            "the rows of a put must have different parts, got '" + row.part() + "' twice for " + key);
                }
            }
        }
    }

    /** Removes the item's rows if they are of this version or an older one, and remembers the version, so that a late older put stays out. */
    record Delete(MediaKey key, long version) implements Mutation {}
}
