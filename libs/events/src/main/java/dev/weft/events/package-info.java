/**
 * The topics, what lies on them, and how services read them in batches. The only place that maps between Avro and {@code dev.weft.core}.
 */
@NullMarked
package dev.weft.events;

import org.jspecify.annotations.NullMarked;
