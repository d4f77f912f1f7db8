package dev.weft.inference.batching;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** An item on its way, with the promise to its caller. One worker at a time has it, and the watchdog. */
final class Entry<I, O> {

    private final BatchItem<I> item;
    private final long sinceNanos;
    private final CompletableFuture<O> result = new CompletableFuture<>();
    private final AtomicInteger timeouts = new AtomicInteger();
    private volatile boolean begun;
    private volatile boolean passedOver;

    Entry(BatchItem<I> item, long sinceNanos) {
        this.item = item;
        this.sinceNanos = sinceNanos;
    }

    BatchItem<I> item() {
        return item;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    CompletableFuture<O> result() {
        return result;
    }

    /** Nobody waits for it any more, or it has its result. */
    boolean isDone() {
        return result.isDone();
    }

    /** Others went before it because of their size. */
    void passOver() {
        passedOver = true;
    }

    boolean wasPassedOver() {
        return passedOver;
    }

    /** A run with it begins. @return whether it is its first */
    boolean begin() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    boolean isUnderSuspicion() {
        return timeouts.get() > 0;
    }

    /** Its run hung. @return how often by now */
    int timedOut() {
        return timeouts.incrementAndGet();
    }
}
