/** Exact search over a frozen pool, and the metrics of its ranks. All values are immutable and safe for use by several threads. */
@NullMarked
package dev.weft.evaluation.retrieval;

import org.jspecify.annotations.NullMarked;
