/** Ratios against named baselines, measured in one run: see {@code docs/performance.md}. */
@NullMarked
package dev.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
