package dev.weft.core.running;

import java.time.Duration;

/** What is done to threads. */
public final class Threads {

    private Threads() {}

    /** Interrupts the thread and waits for its end, but not for ever. */
    public static void stop(Thread thread, Duration timeout) {
        thread.interrupt();
        try {
            thread.join(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
