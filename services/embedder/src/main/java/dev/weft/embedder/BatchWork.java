package dev.weft.embedder;

import dev.weft.events.RecordBatch;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One micro-batch on its way through the stages.
 *
 * @param prepared its records, in order, once all of them are prepared
 * @param published completes when its offsets are committed, together with what was written for it
 * @param acceptedNanos {@link System#nanoTime()} when it came
 */
record BatchWork(
        RecordBatch batch,
        CompletableFuture<List<PreparedRecord>> prepared,
        CompletableFuture<Void> published,
        long acceptedNanos) {

    int size() {
        return batch.records().size();
    }

    boolean isAbandoned() {
        return batch.isAbandoned();
    }

    /**
     * Waits for the preparation.
     *
     * @return its records, or none when the batch was abandoned on the way
     */
    List<PreparedRecord> awaitPrepared() throws InterruptedException {
        try {
            return prepared.get();
        } catch (CancellationException e) {
            return List.of();
        } catch (ExecutionException e) {
            throw new IllegalStateException("preparation must end every record in an outcome", e.getCause());
        }
    }

    /** Ends a batch whose partitions now belong to somebody else. */
    void drop() {
        published.completeExceptionally(new CancellationException("the batch's partitions were revoked"));
    }
}
