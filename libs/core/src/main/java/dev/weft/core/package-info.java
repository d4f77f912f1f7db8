/**
 * The words of the domain as values: immutable, validated in their constructors, free of frameworks. Everything here is safe for
 * use by several threads.
 */
@NullMarked
package dev.weft.core;

import org.jspecify.annotations.NullMarked;
