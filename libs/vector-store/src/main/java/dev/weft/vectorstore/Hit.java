package dev.weft.vectorstore;

import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import java.util.Comparator;

/**
 * A row found by a search.
 *
 * @param score cosine similarity in [-1, 1], higher is closer
 */
public record Hit(MediaKey key, String part, Modality modality, long version, ReleaseId release, float score) {

    /** By score, and where that is equal by key and part, so that every store ranks alike. */
    public static final Comparator<Hit> BEST_FIRST = Comparator.comparingDouble(Hit::score)
            .reversed()
            .thenComparing(hit -> hit.key().toString())
            .thenComparing(Hit::part);
}
