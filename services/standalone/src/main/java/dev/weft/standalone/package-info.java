/**
 * The whole of Weft in one process: an embedded broker, and the gateway, the embedder and the sink as they are. What is decided here is
 * only where things lie and which ports they have.
 */
@NullMarked
package dev.weft.standalone;

import org.jspecify.annotations.NullMarked;
