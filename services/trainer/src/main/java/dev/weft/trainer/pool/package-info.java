/** The pairs of a round, and why others take no part in it. */
@NullMarked
package dev.weft.trainer.pool;

import org.jspecify.annotations.NullMarked;
