/** The shape of a shared space of pictures and texts: its gap, its spread and its hubs. */
@NullMarked
package dev.weft.evaluation.geometry;

import org.jspecify.annotations.NullMarked;
