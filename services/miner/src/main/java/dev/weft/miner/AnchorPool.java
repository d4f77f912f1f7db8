package dev.weft.miner;

import dev.weft.events.BatchHandler;
import dev.weft.events.RecordBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Gathers anchors until there are enough to cluster, or the first has waited long enough. Thread-safe. */
final class AnchorPool implements BatchHandler {

    private final int wanted;
    private final Duration linger;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Waiting> waiting = new ArrayList<>();
    private int records;

    /** A batch whose records are to be mined; done when that is committed. */
    record Waiting(RecordBatch batch, CompletableFuture<Void> done, long sinceNanos) {}

    /** @param wanted how many anchors are mined together */
    AnchorPool(int wanted, Duration linger) {
        this.wanted = wanted;
        this.linger = linger;
    }

    @Override
    public CompletionStage<Void> handle(RecordBatch batch) {
        Waiting arrived = new Waiting(batch, new CompletableFuture<>(), System.nanoTime());
        lock.lock();
        try {
            waiting.add(arrived);
            records += batch.records().size();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return arrived.done();
    }

    /** Blocks until there is a pool. */
    List<Waiting> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long left = waiting.isEmpty()
                        ? Long.MAX_VALUE
                        : linger.toNanos()
                                - (System.nanoTime() - waiting.getFirst().sinceNanos());
                if (records >= wanted || left <= 0) {
                    return takeSome();
                }
                long _ = changed.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
            }
        } finally {
            lock.unlock();
        }
    }

    private List<Waiting> takeSome() {
        List<Waiting> taken = new ArrayList<>();
        int size = 0;
        while (!waiting.isEmpty() && size < wanted) {
            Waiting first = waiting.removeFirst();
            size += first.batch().records().size();
            taken.add(first);
        }
        records -= size;
        return taken;
    }
}
