package dev.weft.sink;

import dev.weft.events.RecordBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A batch on its way: its records part and meet again when the last of them is done. Safe for use by several threads. */
final class BatchWork {

    private final RecordBatch batch;
    private final Consumer<BatchWork> whenVisible;
    private final CompletableFuture<Void> durable = new CompletableFuture<>();
    private final List<Future<?>> announcements = new ArrayList<>();
    private int open;

    /** @param whenVisible called once, on the thread that does the last record */
    BatchWork(RecordBatch batch, Consumer<BatchWork> whenVisible) {
        this.batch = batch;
        this.whenVisible = whenVisible;
        this.open = batch.records().size();
    }

    RecordBatch batch() {
        return batch;
    }

    /** Completes when its changes survive a crash and all that is to be said of them is said. */
    CompletableFuture<Void> durable() {
        return durable;
    }

    /** Whether its records come again anyway, here or elsewhere: nothing of it must be written any more. */
    boolean isAbandoned() {
        return batch.isAbandoned();
    }

    /**
     * Some records are done with: searches see them, or they are refused, superseded or left alone.
     *
     * @param said acknowledgements to come of what is said of them
     */
    void done(int records, List<? extends Future<?>> said) {
        boolean last;
        synchronized (this) {
            announcements.addAll(said);
            open -= records;
            last = open == 0;
        }
        if (last) {
            whenVisible.accept(this);
        }
    }

    /** Acknowledgements to come. */
    synchronized List<Future<?>> announcements() {
        return List.copyOf(announcements);
    }
}
