package dev.weft.embedder;

import dev.weft.core.Embedding;
import dev.weft.core.ReleaseId;

/**
 * What the model says of one part.
 *
 * @param release whose heads made the vector of the feature
 * @param feature unit norm, {@code [tower dimension]}
 * @param vector unit norm, {@code [space dimension]}
 */
record PartVectors(ReleaseId release, Embedding feature, Embedding vector) {}
