package dev.weft.embedder;

import java.time.Duration;

/** What is done to threads. */
final class Threads {

    private Threads() {}

    /** Interrupts the thread and waits for its end, but not for ever. */
    static void stop(Thread thread, Duration timeout) {
        thread.interrupt();
        try {
            thread.join(timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
