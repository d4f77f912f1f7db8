/** Reads records as changes of items: our own events, or records of somebody else's topic by a mapping of their fields. */
@NullMarked
package dev.weft.sink.source;

import org.jspecify.annotations.NullMarked;
