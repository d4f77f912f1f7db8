/**
 * Makes batches of what many callers want from one tower, and gives each its own result: lanes, fairness by tenant, shapes, poison, memory,
 * hanging runs. {@link dev.weft.inference.batching.BatchScheduler} is the entry. It knows nothing of models: what is run is a function, and {@link
 * dev.weft.inference.batching.ModelProbe} tells a broken model from a bad input.
 */
@NullMarked
package dev.weft.inference.batching;

import org.jspecify.annotations.NullMarked;
