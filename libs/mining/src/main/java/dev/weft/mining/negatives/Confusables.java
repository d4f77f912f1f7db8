package dev.weft.mining.negatives;

import dev.weft.core.MediaKey;
import dev.weft.core.TenantId;
import java.util.List;

/** Finds captions that share words: a second source of negatives, as systems for text alone use (BM25). Thread-safe. */
@FunctionalInterface
public interface Confusables {

    /** The items whose captions share the most telling words with this one, best first; the caption's own item may be among them. */
    List<MediaKey> alike(TenantId tenant, String caption, int limit);

    /** Finds none. */
    static Confusables none() {
        return (tenant, caption, limit) -> List.of();
    }
}
