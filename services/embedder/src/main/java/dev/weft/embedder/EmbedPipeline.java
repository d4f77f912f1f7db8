package dev.weft.embedder;

import dev.weft.events.BatchHandler;
import dev.weft.events.RecordBatch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * The stages of the embedder, each at work on another batch: while one is in inference, the next is being decoded and the one before is
 * being published. Batches keep their order.
 *
 * <p>The queues between the stages need no bound of their own: the consumer hands over no more than its {@code maxInFlightRecords}, and a
 * batch counts until it is published. When a stage is busy, what waits for it is taken together, so that load makes batches larger and a
 * lone upload waits for nobody.
 */
final class EmbedPipeline implements BatchHandler, AutoCloseable {

    private final PreparePool prepare;
    private final InferenceLoop inference;
    private final PublishLoop publish;

    EmbedPipeline(PreparePool prepare, InferenceLoop inference, PublishLoop publish) {
        this.prepare = prepare;
        this.inference = inference;
        this.publish = publish;
    }

    void start() {
        publish.start();
        inference.start();
    }

    @Override
    public CompletionStage<Void> handle(RecordBatch batch) {
        BatchWork work = new BatchWork(batch, prepare.prepare(batch), new CompletableFuture<>(), System.nanoTime());
        inference.add(work);
        return work.published();
    }

    /** What stops it at the moment, as a sentence. */
    Optional<String> problem() {
        return Stream.of(prepare.problem(), inference.problem(), publish.problem())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Stops the stages where they are. What is not committed was not done, and comes again. */
    @Override
    public void close() {
        prepare.close();
        inference.close();
        publish.close();
    }
}
