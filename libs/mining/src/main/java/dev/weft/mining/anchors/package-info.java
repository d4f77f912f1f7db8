/** Which pairs there are: the topology that joins items, their embeddings and feedback. No clock, no I/O. */
@NullMarked
package dev.weft.mining.anchors;

import org.jspecify.annotations.NullMarked;
