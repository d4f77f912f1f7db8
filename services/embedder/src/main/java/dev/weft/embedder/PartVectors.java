package dev.weft.embedder;

import dev.weft.core.Embedding;

/**
 * What the model says of one part.
 *
 * @param feature unit norm, {@code [tower dimension]}
 * @param vector unit norm, {@code [space dimension]}
 */
record PartVectors(Embedding feature, Embedding vector) {}
