/** Frozen, versioned evaluation sets: what they hold, how they are built, and the file that keeps them. */
@NullMarked
package dev.weft.evaluation.sets;

import org.jspecify.annotations.NullMarked;
