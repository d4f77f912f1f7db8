package dev.weft.sink.reconcile;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Holds a run to so many rows a second on average, so that it does not take store and broker from the sink. For one thread. */
final class Pace {

    private final long nanosPerRow;
    private long dueNanos = System.nanoTime();

    /** @param rowsPerSecond positive */
    Pace(int rowsPerSecond) {
        this.nanosPerRow = Duration.ofSeconds(1).toNanos() / rowsPerSecond;
    }

    /** Waits until so many rows more are due. A run that was slower than allowed does not hurry afterwards. */
    void after(int rows) throws InterruptedException {
        long now = System.nanoTime();
        dueNanos = Math.max(dueNanos + rows * nanosPerRow - now, 0) + now;
        TimeUnit.NANOSECONDS.sleep(dueNanos - now);
    }
}
