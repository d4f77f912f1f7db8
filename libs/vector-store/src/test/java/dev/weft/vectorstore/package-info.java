@NullMarked
package dev.weft.vectorstore;

import org.jspecify.annotations.NullMarked;
