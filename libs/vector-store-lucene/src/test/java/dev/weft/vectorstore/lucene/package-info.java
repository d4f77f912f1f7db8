@NullMarked
package dev.weft.vectorstore.lucene;

import org.jspecify.annotations.NullMarked;
