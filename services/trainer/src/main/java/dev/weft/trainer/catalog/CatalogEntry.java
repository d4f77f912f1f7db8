package dev.weft.trainer.catalog;

import dev.weft.core.MediaKey;
import dev.weft.core.PartKey;
import dev.weft.core.Split;
import java.time.Instant;

/**
 * An item that has both sides of a pair.
 *
 * @param category the value of the attribute that the gate's floors go by; empty where the item has none
 * @param media the picture or the sound
 * @param mediaRow of {@link Catalog#media()}
 * @param textRow of {@link Catalog#texts()}
 */
public record CatalogEntry(
        MediaKey key,
        String family,
        String category,
        String caption,
        Instant createdAt,
        PartKey media,
        int mediaRow,
        PartKey text,
        int textRow) {

    public Split split() {
        return Split.of(family);
    }
}
