/** Runs towers on stored media, for releases whose towers are not the ones that the embedder runs, and lets the embedder go first. */
@NullMarked
package dev.weft.reinference;

import org.jspecify.annotations.NullMarked;
