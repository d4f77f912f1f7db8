/** The backfill lane: runs a release's towers on stored media, after the embedder's work. */
@NullMarked
package dev.weft.rollout.towers;

import org.jspecify.annotations.NullMarked;
