package dev.weft.events;

import java.util.concurrent.CompletionStage;

/** What is done with batches. */
@FunctionalInterface
public interface BatchHandler {

    /**
     * Starts to handle a batch and returns at once: called on the poll thread, in the order of the records. The next batch may come before
     * the stage completes.
     *
     * @return completes when the batch has had its effect; completed exceptionally, or when this method throws, its records come again
     */
    CompletionStage<Void> handle(RecordBatch batch);
}
