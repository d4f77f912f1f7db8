package dev.weft.mining.anchors;

import dev.weft.events.EventCodec;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the records of a topic are read.
 *
 * @param name of the topic's operators
 * @param key what the events are joined by
 * @param fact what an event says
 * @param tombstone what a record without a value says; empty where it says nothing
 */
public record Source<E, F>(
        String name,
        String topic,
        EventCodec<E> codec,
        Function<E, String> key,
        Function<E, F> fact,
        Optional<F> tombstone) {}
