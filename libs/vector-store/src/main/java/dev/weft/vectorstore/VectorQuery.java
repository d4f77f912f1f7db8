package dev.weft.vectorstore;

import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * One search.
 *
 * @param tenant only rows of this tenant are seen
 * @param vector unit norm, {@code [collection's dimension]}
 * @param k how many hits at most, positive
 * @param modalities only rows of these are seen; not empty
 * @param excluded an item whose rows are left out, as for "more like this"
 */
public record VectorQuery(
        TenantId tenant,
        Embedding vector,
        int k,
        Set<Modality> modalities,
        Filter filter,
        Optional<MediaKey> excluded) {

    public VectorQuery {
        if (k < 1) {
            throw new IllegalArgumentException("k must be positive, got " + k);
        }
        modalities = Set.copyOf(modalities);
        if (modalities.isEmpty()) {
            throw new IllegalArgumentException("a search needs at least one modality, got none");
        }
    }
}
