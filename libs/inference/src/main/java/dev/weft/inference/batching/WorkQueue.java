package dev.weft.inference.batching;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** The bounded queue between callers and the worker. Safe for use by many callers, virtual threads too, and one worker. */
final class WorkQueue<I, O> {

    private final SchedulerSettings settings;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition work = lock.newCondition();
    private final FairQueue<I, O> queue = new FairQueue<>();
    private boolean closed;

    WorkQueue(SchedulerSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /** Adds all, each as soon as there is room; those for which there is room at once are seen together. */
    void put(List<Entry<I, O>> entries) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (Entry<I, O> entry : entries) {
                while (!closed && queue.size() >= settings.capacity()) {
                    work.signal();
                    room.await();
                }
                add(entry);
            }
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** @throws QueueFullException if there is no room */
    void offer(Entry<I, O> entry) {
        lock.lock();
        try {
            if (!closed && queue.size() >= settings.capacity()) {
                throw new QueueFullException(settings.name(), settings.capacity());
            }
            add(entry);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void add(Entry<I, O> entry) {
        if (closed) {
            throw new IllegalStateException("the scheduler of the " + settings.name() + " tower is closed");
        }
        queue.add(entry);
    }

    /** Puts items that were taken already before all others, room or not. When closed, they are cancelled. */
    void putBack(Collection<Entry<I, O>> entries) {
        lock.lock();
        try {
            queue.putBack(entries);
            if (closed) {
                cancelAll();
            }
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next batch, waiting for its company as {@link Batching} says.
     *
     * @param most items at the moment
     * @param patience how long to wait for the first item
     * @return no items when none came
     */
    List<Entry<I, O>> take(IntSupplier most, Duration patience) throws StoppedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (queue.size() == 0) {
                requireOpen();
                if (left <= 0) {
                    return List.of();
                }
                left = await(left);
            }
            for (long wait = company(most); wait > 0; wait = company(most)) {
                requireOpen();
                await(wait);
            }
            requireOpen();
            List<Entry<I, O>> batch = queue.take(most.getAsInt());
            room.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private long company(IntSupplier most) {
        return settings.batching()
                .patienceNanos(queue.waiting(), most.getAsInt(), nanoTime.getAsLong() - queue.oldestNanos());
    }

    /** Waits, but not beyond the close. */
    void pause(Duration time) throws StoppedException {
        lock.lock();
        try {
            requireOpen();
            for (long left = time.toNanos(); left > 0; left = await(left)) {
                requireOpen();
            }
            requireOpen();
        } finally {
            lock.unlock();
        }
    }

    void requireOpenNow() throws StoppedException {
        lock.lock();
        try {
            requireOpen();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // its callers loop
    private long await(long nanos) throws StoppedException {
        try {
            return work.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException("interrupted");
        }
    }

    private void requireOpen() throws StoppedException {
        if (closed) {
            throw new StoppedException("closed");
        }
    }

    /** Cancels what waits and refuses what comes. Idempotent. */
    void close() {
        lock.lock();
        try {
            closed = true;
            cancelAll();
            work.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void cancelAll() {
        queue.takeAll().forEach(entry -> entry.result().cancel(false));
    }
}
