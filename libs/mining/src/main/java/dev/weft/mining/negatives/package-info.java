/** What is hard to tell from a pair: searches, filters, draws. Reads the live index, so it never runs inside a topology. */
@NullMarked
package dev.weft.mining.negatives;

import org.jspecify.annotations.NullMarked;
