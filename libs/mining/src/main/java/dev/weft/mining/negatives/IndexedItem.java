package dev.weft.mining.negatives;

import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.VectorRow;
import java.util.Optional;

/**
 * What the index holds of an item, as far as mining needs it.
 *
 * @param media the first row of its picture, else of its sound, else of its video
 * @param text the first row of its text
 */
record IndexedItem(MediaKey key, long version, String family, Optional<VectorRow> media, Optional<VectorRow> text) {

    static IndexedItem of(StoredMedia stored) {
        return new IndexedItem(
                stored.key(),
                stored.version(),
                stored.family(),
                first(stored, Modality.IMAGE)
                        .or(() -> first(stored, Modality.AUDIO))
                        .or(() -> first(stored, Modality.VIDEO)),
                first(stored, Modality.TEXT));
    }

    /** What a negative in this direction is. */
    Optional<VectorRow> part(Direction direction) {
        return direction == Direction.TEXT ? text : media;
    }

    private static Optional<VectorRow> first(StoredMedia stored, Modality modality) {
        return stored.rows().stream().filter(row -> row.modality() == modality).findFirst();
    }
}
