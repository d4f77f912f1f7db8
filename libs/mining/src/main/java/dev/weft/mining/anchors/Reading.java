package dev.weft.mining.anchors;

import java.util.List;

/**
 * What became of a record: it was decoded, or it can't be.
 *
 * @param <F> what it says
 */
public sealed interface Reading<F> {

    /** The record says this. */
    record Fact<F>(F fact) implements Reading<F> {}

    /** The record's dead letter, as bytes for its topic. */
    @SuppressWarnings("ArrayRecordComponent") // it is written as it is, and never compared
    record Refused<F>(byte[] letter) implements Reading<F> {}

    default List<F> facts() {
        return this instanceof Fact<F>(F fact) ? List.of(fact) : List.of();
    }

    default List<byte[]> letters() {
        return this instanceof Refused<F>(byte[] letter) ? List.of(letter) : List.of();
    }
}
