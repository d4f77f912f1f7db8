/**
 * Collections of versioned vectors, behind one interface. Implementations are interchangeable: each passes {@code VectorStoreContract}, the
 * suite that this module publishes as its test-jar.
 */
@NullMarked
package dev.weft.vectorstore;

import org.jspecify.annotations.NullMarked;
