package dev.weft.events;

import java.time.Duration;

/**
 * How long this member may believe in its partitions without asking. A process that was stopped, or starved, for longer may have lost them to
 * others without having heard of it: its other threads run on before the poll thread knows. Renewed by the poll thread, read by any.
 */
final class Lease {

    /** Below the session timeout, which Kafka's brokers don't allow to be shorter than 6 s by default. */
    static final Duration TERM = Duration.ofSeconds(5);

    private volatile long renewedNanos = System.nanoTime();

    void renew() {
        renewedNanos = System.nanoTime();
    }

    boolean isOver() {
        // The clock goes on while a process is stopped.
        return System.nanoTime() - renewedNanos >= TERM.toNanos();
    }
}
