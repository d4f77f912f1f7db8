/** Kafka Streams as one of several things in a process. */
@NullMarked
package dev.weft.streams;

import org.jspecify.annotations.NullMarked;
