package dev.weft.sink;

import dev.weft.vectorstore.VectorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes visible batches durable together, at most once per interval, and lets their offsets be committed only then: a sync costs a flush to
 * disk, and after a crash everything since the last one is read and written again.
 */
final class DurabilityLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DurabilityLoop.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final VectorStore store;
    private final Duration interval;
    private final Backoff backoff;
    private final BlockingQueue<Visible> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile Optional<String> problem = Optional.empty();

    DurabilityLoop(VectorStore store, Duration interval, Backoff backoff) {
        this.store = store;
        this.interval = interval;
        this.backoff = backoff;
        this.thread = Thread.ofPlatform().daemon().name("weft-sink-sync").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void add(Visible visible) {
        queue.add(visible);
    }

    Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() {
        Threads.stop(thread, CLOSE_TIMEOUT);
    }

    private void run() {
        try {
            while (true) {
                List<Visible> visible = new ArrayList<>();
                visible.add(queue.take());
                TimeUnit.MILLISECONDS.sleep(interval.toMillis());
                queue.drainTo(visible);
                syncUntilItWorks();
                visible.forEach(this::finish);
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped", e);
        }
    }

    private void syncUntilItWorks() throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                store.sync();
                problem = Optional.empty();
                return;
            } catch (RuntimeException e) { // a VectorStoreException as a rule
                Duration wait = backoff.after(failures);
                problem = Optional.of("the vector store can't be made durable: " + e.getMessage());
                LOG.warn("can't sync the vector store, trying again in {} ms", wait.toMillis(), e);
                TimeUnit.MILLISECONDS.sleep(wait.toMillis());
            }
        }
    }

    /** A status or dead letter that the broker did not take fails its batches: they come again, and are announced again. */
    private void finish(Visible visible) {
        try {
            for (Future<?> announcement : visible.announcements()) {
                announcement.get();
            }
            visible.works().forEach(work -> work.durable().complete(null));
        } catch (ExecutionException e) {
            visible.works().forEach(work -> work.durable().completeExceptionally(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            visible.works().forEach(work -> work.durable().completeExceptionally(e));
        }
    }
}
