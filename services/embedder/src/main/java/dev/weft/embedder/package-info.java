/**
 * Turns media events into features and vectors: fetch, decode and prepare in parallel, run towers and heads in batches, publish each batch
 * in one Kafka transaction together with the offsets it came from.
 *
 * <p>{@link dev.weft.embedder.EmbedPipeline} is the core and knows nothing of Quarkus; {@link dev.weft.embedder.EmbedderService} wires it.
 */
@NullMarked
package dev.weft.embedder;

import org.jspecify.annotations.NullMarked;
