package dev.weft.sink;

import dev.weft.events.RecordBatch;
import java.util.concurrent.CompletableFuture;

/**
 * A batch on its way.
 *
 * @param durable completes when its changes survive a crash and all that is to be said of them is said
 */
record BatchWork(RecordBatch batch, CompletableFuture<Void> durable) {
    int size() {
        return batch.records().size();
    }
}
