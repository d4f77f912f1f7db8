package dev.weft.trainer;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Work that only the leader may do: its thread is interrupted once this trainer doesn't lead any more. For use by one thread at a time. */
final class WhileLeading {

    /** Well below the time between the end of a leader's term and the beginning of the next one's. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final BooleanSupplier leads;

    WhileLeading(BooleanSupplier leads) {
        this.leads = leads;
    }

    /** Does the work on this thread. An interrupt that ends it because the lead is lost is gone when this returns. */
    <T> T run(Supplier<T> work) {
        Watch watch = new Watch(Thread.currentThread());
        Thread watching = Thread.ofVirtual().name("weft-trainer-lead").start(watch);
        try {
            return work.get();
        } finally {
            watch.end();
            watching.interrupt();
        }
    }

    private final class Watch implements Runnable {

        private final Thread worker;
        private boolean over;
        private boolean lost;

        Watch(Thread worker) {
            this.worker = worker;
        }

        @Override
        public void run() {
            try {
                while (look()) {
                    Thread.sleep(LOOK);
                }
            } catch (InterruptedException e) {
                // The work is over, and so is this thread.
                Thread.currentThread().interrupt();
            }
        }

        /** @return whether to look again */
        private synchronized boolean look() {
            if (over) {
                return false;
            }
            if (!leads.getAsBoolean()) {
                lost = true;
                worker.interrupt();
            }
            return !lost;
        }

        synchronized void end() {
            over = true;
            if (lost) {
                boolean _ = Thread.interrupted();
            }
        }
    }
}
