package dev.weft.gateway.intake;

import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds the bytes that all requests in flight hold together. Safe for use by several threads. */
public final class MemoryBudget {

    private static final int UNIT = 1024;

    private final int units;
    private final Semaphore free;
    private final Duration patience;

    /** @param patience how long a request waits for others to end */
    public MemoryBudget(long bytes, Duration patience) {
        this.units = Math.toIntExact(bytes / UNIT);
        this.free = new Semaphore(units, true);
        this.patience = patience;
    }

    /** Gives the bytes back. */
    public interface Share extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes bytes; more than the whole budget is as much as the whole budget.
     *
     * @throws ProblemException {@code unavailable} if there is not enough in time
     */
    public Share take(long bytes) {
        int wanted = (int) Math.clamp(bytes / UNIT + 1, 1, units);
        try {
            if (!free.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProblemException(
                        StandardReason.UNAVAILABLE, "too many uploads are in flight; try again shortly");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(StandardReason.UNAVAILABLE, "the gateway is stopping", e);
        }
        return () -> free.release(wanted);
    }
}
