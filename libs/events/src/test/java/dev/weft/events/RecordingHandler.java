package dev.weft.events;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Remembers what it is given and leaves it to the test to complete it. */
final class RecordingHandler implements BatchHandler {

    /** A batch and its fate. */
    record Given(RecordBatch batch, CompletableFuture<Void> stage) {
        List<String> values() {
            return batch.records().stream().map(RecordingHandler::text).toList();
        }

        void succeed() {
            stage.complete(null);
        }

        void fail() {
            stage.completeExceptionally(new IllegalStateException("this batch fails"));
        }
    }

    private final List<Given> batches = new CopyOnWriteArrayList<>();
    private volatile boolean automatic;

    /** A handler that completes everything at once. */
    static RecordingHandler automatic() {
        RecordingHandler handler = new RecordingHandler();
        handler.automatic = true;
        return handler;
    }

    @Override
    public CompletionStage<Void> handle(RecordBatch batch) {
        Given given = new Given(batch, new CompletableFuture<>());
        batches.add(given);
        if (automatic) {
            given.succeed();
        }
        return given.stage();
    }

    /** From now on everything is completed at once, what is waiting too. */
    void letGo() {
        automatic = true;
        batches.forEach(Given::succeed);
    }

    List<Given> batches() {
        return batches;
    }

    /** All values in the order they came. */
    List<String> values() {
        return batches.stream().flatMap(given -> given.values().stream()).toList();
    }

    static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
