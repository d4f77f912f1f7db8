/** Bytes from a URL that a stranger named, without reaching anything a stranger must not reach. */
@NullMarked
package dev.weft.media.fetch;

import org.jspecify.annotations.NullMarked;
