package dev.weft.modelcatalog;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Closes a stream that has given nothing for too long: the JDK's HTTP client has a timeout for the head of an answer, and none for its body. For
 * use by one reader.
 */
final class StallGuard implements AutoCloseable {

    private final Closeable stream;
    private final Duration limit;
    private final Thread watch;
    private volatile long lastNanos = System.nanoTime();
    private volatile boolean done;
    private volatile boolean stalled;

    private StallGuard(Closeable stream, Duration limit) {
        this.stream = stream;
        this.limit = limit;
        this.watch = Thread.ofVirtual().unstarted(this::watch);
    }

    static StallGuard over(Closeable stream, Duration limit) {
        StallGuard guard = new StallGuard(stream, limit);
        guard.watch.start();
        return guard;
    }

    /** Something has come. */
    void progress() {
        lastNanos = System.nanoTime();
    }

    /** Whether it was this guard that closed the stream. */
    boolean stalled() {
        return stalled;
    }

    private void watch() {
        while (!done) {
            long left = limit.toNanos() - (System.nanoTime() - lastNanos);
            if (left > 0) {
                LockSupport.parkNanos(left);
                continue;
            }
            stalled = true;
            done = true;
            closeStream();
        }
    }

    private void closeStream() {
        try {
            stream.close();
        } catch (IOException e) {
            // The reader gets an exception of its own, and says why by asking stalled().
            done = true;
        }
    }

    @Override
    public void close() {
        done = true;
        LockSupport.unpark(watch);
    }
}
