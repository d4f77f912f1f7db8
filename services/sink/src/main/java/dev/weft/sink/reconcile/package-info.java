/**
 * Proves that the vector store holds what the embeddings topic says, and repairs it where it doesn't, beside a sink at work.
 *
 * <p>{@link dev.weft.sink.reconcile.Reconciler} is the core and knows nothing of Quarkus: it spools both sides into files by the hash of the key
 * and compares them file by file, so that its memory does not grow with the number of items.
 */
@NullMarked
package dev.weft.sink.reconcile;

import org.jspecify.annotations.NullMarked;
