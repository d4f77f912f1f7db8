package dev.weft.sink;

import dev.weft.events.BatchHandler;
import dev.weft.events.RecordBatch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes batches searchable, then durable. The queues between need no bound of their own: the consumer hands over no more than its
 * {@code maxInFlightRecords}, and a batch counts until it is durable.
 */
final class SinkPipeline implements BatchHandler, AutoCloseable {

    private final ApplyLoop apply;
    private final DurabilityLoop durability;

    SinkPipeline(ApplyLoop apply, DurabilityLoop durability) {
        this.apply = apply;
        this.durability = durability;
    }

    void start() {
        durability.start();
        apply.start();
    }

    /** An abandoned batch is written all the same: versions make that harmless, here and at the new owner. */
    @Override
    public CompletionStage<Void> handle(RecordBatch batch) {
        BatchWork work = new BatchWork(batch, new CompletableFuture<>());
        apply.add(work);
        return work.durable();
    }

    /** What stops it at the moment, as a sentence. */
    Optional<String> problem() {
        return apply.problem().or(durability::problem);
    }

    /** Stops where it is. Offsets of what is not durable were not committed, so it comes again. */
    @Override
    public void close() {
        apply.close();
        durability.close();
    }
}
