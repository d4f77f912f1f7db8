/**
 * Vector collections in Lucene: one index per collection in a folder, searched through memory-mapped files. The only module that sees Lucene.
 */
@NullMarked
package dev.weft.vectorstore.lucene;

import org.jspecify.annotations.NullMarked;
