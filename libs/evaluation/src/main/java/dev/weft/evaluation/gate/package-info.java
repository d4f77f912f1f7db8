/** The gate: judges a candidate release against the incumbent on frozen sets, and says why. */
@NullMarked
package dev.weft.evaluation.gate;

import org.jspecify.annotations.NullMarked;
