/** Vectors and classes for whoever asks, without anything being stored. Plain Java, no CDI. */
@NullMarked
package dev.weft.gateway.encode;

import org.jspecify.annotations.NullMarked;
