/** What the implementations of {@link dev.weft.vectorstore.VectorStore} share, so that they agree. Not for users of a store. */
@NullMarked
package dev.weft.vectorstore.spi;

import org.jspecify.annotations.NullMarked;
