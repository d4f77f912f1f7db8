package dev.weft.sink;

import dev.weft.vectorstore.VectorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes visible batches durable together, once per interval or when many wait, and lets their offsets be committed only then: a sync may cost a
 * flush to disk, and after a crash everything since the last one is read and written again.
 */
final class DurabilityLoop implements AutoCloseable {

    private static final String NAME = "weft-sink-sync";

    private final VectorStore store;
    private final Duration interval;
    private final BatchLimits early;
    private final Patience patience;
    private final BlockingQueue<Visible> queue = new LinkedBlockingQueue<>();
    private final SinkThread thread;

    /** @param early how much may wait before the interval is over: what waits keeps the consumer from reading on */
    DurabilityLoop(VectorStore store, Duration interval, BatchLimits early, Patience patience, Obstacles obstacles) {
        this.store = store;
        this.interval = interval;
        this.early = early;
        this.patience = patience;
        this.thread = new SinkThread(NAME, obstacles, this::syncWhatIsVisible);
    }

    void start() {
        thread.start();
    }

    /** To be asked before a batch is written at all. @return takes it when it is visible */
    Consumer<BatchWork> expect() {
        long losses = store.losses();
        return work -> queue.add(new Visible(work, losses));
    }

    @Override
    public void close() {
        thread.close();
    }

    private void syncWhatIsVisible() throws InterruptedException {
        List<Visible> visible = gather();
        patience.untilItWorks(NAME, "the vector store can't be made durable", this::sync, () -> {});
        long losses = store.losses();
        visible.forEach(batch -> finish(batch, losses));
    }

    private List<Visible> gather() throws InterruptedException {
        List<Visible> visible = new ArrayList<>();
        Visible next = queue.take();
        long deadline = System.nanoTime() + interval.toNanos();
        int records = 0;
        long bytes = 0;
        while (next != null) {
            visible.add(next);
            records += next.work().records().size();
            bytes += next.work().bytes();
            next = records >= early.records() || bytes >= early.bytes()
                    ? null
                    : queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        queue.drainTo(visible);
        return visible;
    }

    private @Nullable Void sync() {
        store.sync();
        return null;
    }

    /**
     * A status or dead letter that the broker did not take fails its batches, and so does a store that has lost what it may have held of them: they come
     * again, and are written and announced again.
     */
    private void finish(Visible visible, long losses) {
        CompletableFuture<Void> durable = visible.work().durable();
        if (losses != visible.losses()) {
            durable.completeExceptionally(new IllegalStateException(
                    "the vector store has lost writes that were not durable, they are repeated"));
            return;
        }
        try {
            for (Future<?> announcement : visible.work().announcements()) {
                announcement.get();
            }
            durable.complete(null);
        } catch (ExecutionException e) {
            durable.completeExceptionally(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            durable.completeExceptionally(e);
        }
    }

    /** @param losses of the store before the batch was written */
    private record Visible(BatchWork work, long losses) {}
}
