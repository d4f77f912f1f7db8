package dev.weft.sink;

import dev.weft.events.BatchHandler;
import dev.weft.events.RecordBatch;
import java.util.concurrent.CompletionStage;

/**
 * Reads batches, makes them searchable, then durable. The queues between need no bound of their own: the consumer hands over no more records and
 * bytes than its limits in flight, and a batch counts until it is durable.
 */
final class SinkPipeline implements BatchHandler, AutoCloseable {

    private final ReadLoop reading;
    private final Lanes lanes;
    private final DurabilityLoop durability;

    SinkPipeline(ReadLoop reading, Lanes lanes, DurabilityLoop durability) {
        this.reading = reading;
        this.lanes = lanes;
        this.durability = durability;
    }

    void start() {
        durability.start();
        lanes.start();
        reading.start();
    }

    @Override
    public CompletionStage<Void> handle(RecordBatch batch) {
        BatchWork work = new BatchWork(batch.records(), batch.bytes(), Ownership.of(batch), durability.expect());
        reading.add(work);
        return work.durable();
    }

    /** Stops where it is. Offsets of what is not durable were not committed, so it comes again. */
    @Override
    public void close() {
        reading.close();
        lanes.close();
        durability.close();
    }
}
