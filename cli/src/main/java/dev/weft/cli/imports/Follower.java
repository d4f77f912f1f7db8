package dev.weft.cli.imports;

import dev.weft.cli.catalog.Catalog;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.GatewayUnreachableException;
import dev.weft.cli.client.ImportCounts;
import dev.weft.cli.client.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the gateway how an import gets on, a few times a second, and tells the listener. It asks rather than listens to the event stream,
 * because a question survives a gateway's restart without more ado.
 */
final class Follower implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(250);

    private final GatewayClient client;
    private final String importId;
    private final Tally tally;
    private final long startNanos;
    private final Consumer<ImportProgress> listener;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private ImportCounts counts = ImportCounts.NONE;
    private long changedNanos;
    private @Nullable Exception problem;
    private volatile long total = -1;
    private @Nullable Thread thread;
    private @Nullable Thread counting;

    Follower(GatewayClient client, String importId, Tally tally, long startNanos, Consumer<ImportProgress> listener) {
        this.client = client;
        this.importId = importId;
        this.tally = tally;
        this.startNanos = startNanos;
        this.listener = listener;
    }

    /** Counts the catalog's entries beside the upload; without a count there is no percentage, which is no failure. */
    void startCounting(Catalog catalog) {
        counting = Thread.ofVirtual().name("weft-import-count").start(() -> {
            try {
                total = catalog.count();
            } catch (IOException | java.io.UncheckedIOException e) {
                total = -1;
            }
        });
    }

    void start() {
        changedNanos = System.nanoTime();
        thread = Thread.ofVirtual().name("weft-import-follower").start(this::follow);
    }

    private void follow() {
        try {
            while (true) {
                ask();
                report();
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ProblemException | GatewayUnreachableException e) {
            lock.lock();
            try {
                problem = e;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void ask() throws ProblemException, GatewayUnreachableException, InterruptedException {
        ImportCounts now = client.importCounts(importId);
        lock.lock();
        try {
            if (!now.equals(counts)) {
                counts = now;
                changedNanos = System.nanoTime();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void report() {
        OptionalLong known = total < 0 ? OptionalLong.empty() : OptionalLong.of(total);
        ImportCounts now = latest();
        long rejected = tally.rejected.sum();
        listener.accept(new ImportProgress(
                known,
                tally.uploaded(),
                settled(now) + rejected,
                now.failed() + rejected,
                Duration.ofNanos(System.nanoTime() - startNanos)));
    }

    /** Unchanged items by our own count: a gateway that has restarted no longer knows them. */
    private long settled(ImportCounts now) {
        return now.searchable() + now.failed() + tally.unchanged.sum();
    }

    ImportCounts latest() {
        lock.lock();
        try {
            return counts;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until everything that was taken is searchable or failed; false when {@code patience} passed without any change.
     */
    boolean awaitSettled(Duration patience) throws ProblemException, GatewayUnreachableException, InterruptedException {
        // The gateway's count and not ours: of an item that is in the catalog twice, only the last version ever becomes
        // searchable.
        ask();
        lock.lock();
        try {
            changedNanos = System.nanoTime();
            while (counts.searchable() + counts.failed() < counts.accepted()) {
                throwProblem();
                if (System.nanoTime() - changedNanos > patience.toNanos()) {
                    return false;
                }
                boolean _ = changed.await(EVERY.toMillis() * 4, TimeUnit.MILLISECONDS);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void throwProblem() throws ProblemException, GatewayUnreachableException {
        switch (problem) {
            case null -> {}
            case ProblemException e -> throw e;
            case GatewayUnreachableException e -> throw e;
            case Exception e -> throw new IllegalStateException("the import can't be followed any more", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Thread each : new @Nullable Thread[] {thread, counting}) {
            if (each != null) {
                each.interrupt();
                each.join();
            }
        }
        report();
    }
}
