package dev.weft.gateway.encode;

import dev.weft.core.Embedding;
import java.util.List;

/**
 * Embedded inputs.
 *
 * @param vectors unit norm, one per input, in the same order
 * @param tokens of all texts together, special ones included, as the model has read them; pictures have none
 */
public record Encoded(List<Embedding> vectors, int tokens) {

    public Encoded {
        vectors = List.copyOf(vectors);
    }
}
