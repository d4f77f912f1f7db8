/** What separates a change from noise: resampling by family, spending of alpha, and what a set is too small to see. */
@NullMarked
package dev.weft.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
