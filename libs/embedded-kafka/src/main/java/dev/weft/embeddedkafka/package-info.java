/** A Kafka broker inside this JVM. */
@NullMarked
package dev.weft.embeddedkafka;

import org.jspecify.annotations.NullMarked;
