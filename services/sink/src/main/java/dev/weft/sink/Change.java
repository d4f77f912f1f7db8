package dev.weft.sink;

import dev.weft.events.RecordBatch;

/** A change of an item on its way to the store, and the batch that waits for it. */
record Change(Incoming incoming, BatchWork work) {

    /** What it weighs in the queue: the size of its record. */
    long bytes() {
        return RecordBatch.bytesOf(incoming.origin());
    }
}
