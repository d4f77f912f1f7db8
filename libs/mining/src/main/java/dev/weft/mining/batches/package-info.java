/** Pairs and negatives as batches for the trainer: clusters of what is hard for each other, masks, stamps. */
@NullMarked
package dev.weft.mining.batches;

import org.jspecify.annotations.NullMarked;
