@NullMarked
package dev.weft.vectorstore.milvus;

import org.jspecify.annotations.NullMarked;
