/** Keeps the vectors of each indexed release in step with the embedder's, as records on the embeddings topic. */
@NullMarked
package dev.weft.rollout.projecting;

import org.jspecify.annotations.NullMarked;
