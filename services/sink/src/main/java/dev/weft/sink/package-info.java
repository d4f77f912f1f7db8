/**
 * Brings vectors into the vector store: newest version per item, visible first, durable about once a second, and only then are offsets
 * committed. Records come at least once; versioned writes make that as good as exactly once.
 *
 * <p>{@link dev.weft.sink.SinkPipeline} is the core and knows nothing of Quarkus; {@link dev.weft.sink.SinkService} wires it.
 */
@NullMarked
package dev.weft.sink;

import org.jspecify.annotations.NullMarked;
