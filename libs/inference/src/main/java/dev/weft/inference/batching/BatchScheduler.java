package dev.weft.inference.batching;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes batches for one tower of what many callers submit one by one, and runs them on a platform thread of its own: a JNI call would pin a
 * virtual thread's carrier. Callers may be of any kind. Safe for use by several threads.
 *
 * <ul>
 *   <li>Which items go together: see {@link Lane}, {@link BatchItem} and {@link Batching}.
 *   <li>An item that fails alone while the tower works on others fails with its own exception; its neighbours get their results.
 *   <li>While the tower fails on the known good input too, nobody is to blame: items wait, and {@link #problem} says why.
 *   <li>Too little memory halves the batches; they grow again by one after every 16 full ones.
 *   <li>A run that takes too long is left to itself, and another thread goes on: first with the known good input, then with each of the run's
 *       items alone. One that hangs again fails with {@link InferenceTimeoutException}. After {@value #MAX_STUCK} runs that hang at a time
 *       there is no new thread: only a restart of the process frees them.
 * </ul>
 *
 * <p>Results are completed on the worker's thread: what depends on them must be short, or asynchronous.
 */
public final class BatchScheduler<I, O> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchScheduler.class);

    /** Each holds a thread and the memory of its batch for ever. Four are two items that hang, with their second tries. */
    private static final int MAX_STUCK = 4;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final long MAX_WATCH_MILLIS = 1_000;

    private final SchedulerSettings settings;
    private final BatchObserver observer;
    private final WorkQueue<I, O> queue;
    private final Worker.Surroundings<I, O> surroundings;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService watchdog;
    // The fields below are guarded by this object's monitor, which is never held during a run.
    private @Nullable Worker<I, O> worker;
    private @Nullable Thread thread;
    private int stuck;
    private boolean closed;

    /**
     * Does nothing yet: see {@link #start}.
     *
     * @param probe runs the tower on an input known to be good, and throws when it fails
     */
    public BatchScheduler(
            SchedulerSettings settings, BatchRunner<I, O> runner, Runnable probe, BatchObserver observer) {
        this(settings, runner, probe, observer, System::nanoTime);
    }

    BatchScheduler(
            SchedulerSettings settings,
            BatchRunner<I, O> runner,
            Runnable probe,
            BatchObserver observer,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.queue = new WorkQueue<>(settings, nanoTime);
        this.surroundings = new Worker.Surroundings<>(
                settings,
                runner,
                probe,
                observer,
                queue,
                new BatchSizeLimit(settings.batching().maxSize()),
                nanoTime);
        this.watchdog = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                .daemon()
                .name("weft-watchdog-" + settings.name())
                .factory());
    }

    /** Starts to run what is submitted. Once. */
    public synchronized void start() {
        launch(null);
        long everyMillis = Math.clamp(settings.runTimeout().toMillis() / 4, 1, MAX_WATCH_MILLIS);
        ScheduledFuture<?> _ =
                watchdog.scheduleWithFixedDelay(this::watch, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    }

    /**
     * Submits an item, waiting for room.
     *
     * @return its result; cancelling it takes the item out, unless its run has begun. It is cancelled when the scheduler is closed
     * @throws InterruptedException if the thread is interrupted while it waits for room; then the item was not taken
     * @throws IllegalStateException if the scheduler is closed
     */
    public CompletableFuture<O> submit(BatchItem<I> item) throws InterruptedException {
        return submitAll(List.of(item)).getFirst();
    }

    /** As {@link #submit}, for many: those for which there is room at once can share batches from the first on. */
    public List<CompletableFuture<O>> submitAll(List<BatchItem<I>> items) throws InterruptedException {
        List<Entry<I, O>> entries = items.stream().map(this::entry).toList();
        queue.put(entries);
        return entries.stream().map(Entry::result).toList();
    }

    /**
     * As {@link #submit}, without waiting for room.
     *
     * @throws QueueFullException if there is none
     */
    public CompletableFuture<O> offer(BatchItem<I> item) {
        Entry<I, O> entry = entry(item);
        queue.offer(entry);
        return entry.result();
    }

    private Entry<I, O> entry(BatchItem<I> item) {
        return new Entry<>(item, nanoTime.getAsLong());
    }

    /** Why nothing is run at the moment, as a sentence; nothing once a real inference has worked. */
    public synchronized Optional<String> problem() {
        if (worker == null) {
            return Optional.of(
                    stuck > 0
                            ? stuck + " runs of the " + settings.name() + " tower hang, restart the process"
                            : "the scheduler of the " + settings.name() + " tower is not running");
        }
        return Optional.ofNullable(worker.problem());
    }

    /** Looks whether the run takes too long. */
    synchronized void watch() {
        Worker<I, O> watched = worker;
        Worker.Run<I, O> run = watched == null ? null : watched.current();
        if (watched == null
                || run == null
                || nanoTime.getAsLong() - run.sinceNanos < settings.runTimeout().toNanos()
                || !watched.abandon(run)) {
            return;
        }
        String what = "a run of the " + settings.name() + " tower has not ended within " + settings.runTimeout();
        LOG.error("{}, it is left to itself: items={}", what, run.entries.size());
        observer.abandoned();
        stuck++;
        for (Entry<I, O> entry : run.entries) {
            if (entry.timedOut() > 1) {
                entry.result()
                        .completeExceptionally(new InferenceTimeoutException(settings.name(), settings.runTimeout()));
            }
        }
        queue.putBack(watched.open());
        worker = null;
        if (stuck < MAX_STUCK) {
            launch(what);
        }
    }

    private synchronized void ended(Worker<I, O> done) {
        if (closed) {
            done.open().forEach(entry -> entry.result().cancel(false));
        }
        if (done != worker) {
            // One that had hung. Its thread is free again, so there may be another.
            stuck--;
            if (worker == null) {
                launch("runs of the " + settings.name() + " tower took too long");
            }
        }
    }

    private synchronized void launch(@Nullable String inDoubt) {
        if (closed) {
            return;
        }
        Worker<I, O> next = new Worker<>(surroundings, inDoubt, this::ended);
        worker = next;
        thread = Thread.ofPlatform()
                .daemon()
                .name("weft-tower-" + settings.name())
                .start(next);
    }

    /** Whether no thread is inside a run, so that what it runs on can be freed. To be asked once closed. */
    public synchronized boolean isQuiet() {
        return stuck == 0 && (thread == null || !thread.isAlive());
    }

    /** Cancels what waits, and gives the run at work some seconds to end. Idempotent. */
    @Override
    public void close() {
        watchdog.shutdownNow();
        queue.close();
        Thread running;
        synchronized (this) {
            closed = true;
            running = thread;
        }
        try {
            if (running != null) {
                running.join(CLOSE_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (worker != null) {
                worker.open().forEach(entry -> entry.result().cancel(false));
            }
        }
    }
}
