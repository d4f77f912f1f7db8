package dev.weft.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait until a thread that follows a topic has read it up to the end that it had when they asked. Any thread may {@link #await}; the other methods are the
 * follower's: it begins to answer, reads up to the end as it is then, and lets them go, or has them wait on when that fails.
 */
public final class EndWaiters {

    private final String what;
    private final String closed;
    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
    private final List<CompletableFuture<Void>> answering = new ArrayList<>();

    /**
     * @param what is read, for messages: "the releases"
     * @param closed says to those who wait that the follower has ended
     */
    public EndWaiters(String what, String closed) {
        this.what = what;
        this.closed = closed;
    }

    /**
     * Blocks until it is let go, and wakes the follower up.
     *
     * @param consumer the follower's; null while it has none
     * @param why it may take so long, for the message
     * @throws TimeoutException if the end isn't reached in time
     * @throws IllegalStateException if the follower has ended
     */
    public void await(Duration timeout, @Nullable Consumer<?, ?> consumer, Supplier<String> why)
            throws TimeoutException, InterruptedException {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        waiting.add(reached);
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            reached.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            reached.cancel(false);
            TimeoutException late = new TimeoutException(
                    what + " could not be read to the end within " + timeout.toMillis() + " ms: " + why.get());
            late.initCause(e);
            throw late;
        } catch (ExecutionException e) {
            throw new IllegalStateException(closed, e);
        }
    }

    /** Whether somebody waits who isn't being answered. */
    public boolean isAsked() {
        return !waiting.isEmpty();
    }

    /** Whether an answer has begun and not ended. */
    public boolean isAnswering() {
        return !answering.isEmpty();
    }

    /** From now on those who wait are being answered. */
    public void begin() {
        for (CompletableFuture<Void> one = waiting.poll(); one != null; one = waiting.poll()) {
            answering.add(one);
        }
    }

    /** The end is reached. */
    public void letGo() {
        answering.forEach(one -> one.complete(null));
        answering.clear();
    }

    /** The end was not reached: those who were being answered wait on. */
    public void waitOn() {
        waiting.addAll(answering);
        answering.clear();
    }

    /** The follower has ended. May be called by another thread after that, for those who came late. */
    public void refuse() {
        for (CompletableFuture<Void> one = waiting.poll(); one != null; one = waiting.poll()) {
            one.completeExceptionally(new IllegalStateException("closed"));
        }
    }
}
