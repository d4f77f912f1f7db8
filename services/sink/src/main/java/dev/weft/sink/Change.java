package dev.weft.sink;

import org.jspecify.annotations.Nullable;

/** A change of an item on its way to the store, and the batch that waits for it. */
record Change(Incoming incoming, BatchWork work) {

    /** What it weighs in the queue: the size of its record. */
    long bytes() {
        return sizeOf(incoming.origin().key()) + sizeOf(incoming.origin().value());
    }

    private static long sizeOf(byte @Nullable [] part) {
        return part == null ? 0 : part.length;
    }
}
