/** Measures the miner: what its filters are worth, and how fast it is. */
@NullMarked
package dev.weft.benchmarks.mining;

import org.jspecify.annotations.NullMarked;
