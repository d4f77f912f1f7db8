package dev.weft.inference;

import dev.weft.core.Embedding;

/** Compares a vector with a reference's. */
final class Cosines {

    private Cosines() {}

    /** -1 where they can't be compared: vectors of other dimensions have nothing in common. */
    static double of(Embedding embedding, Embedding reference) {
        return embedding.dimension() == reference.dimension() ? embedding.cosine(reference) : -1;
    }
}
