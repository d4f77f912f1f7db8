/**
 * Brings approved releases live, and back. Several releases of a space are indexed at a time; the embedder writes one of them, and
 * {@link dev.weft.rollout.projecting} the others.
 */
@NullMarked
package dev.weft.rollout;

import org.jspecify.annotations.NullMarked;
