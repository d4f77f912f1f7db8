package dev.weft.benchmarks;

import dev.weft.inference.TowerInput;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers that want one text's vector after the other.
 *
 * @param texts taken in turns, prepared
 * @param callers at a time
 * @param textsPerCaller in a row
 */
record CallerLoad(List<TowerInput> texts, int callers, int textsPerCaller) {

    /** What a caller does with a text; returns when it has its vector. */
    @FunctionalInterface
    interface Call {
        void embed(TowerInput text) throws InterruptedException;
    }

    /** A call that its caller gives up on. */
    static final class FailedCallException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedCallException(Throwable cause) {
            super(cause);
        }
    }

    /** Lets all callers run; texts with a vector per second. */
    double textsPerSecond(Call call) throws InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        long before = System.nanoTime();
        Thread[] threads = new Thread[callers];
        for (int i = 0; i < callers; i++) {
            int first = i;
            // Platform threads: those that run the tower themselves would hold a virtual one's carrier.
            threads[i] = Thread.ofPlatform().start(() -> answered.addAndGet(work(call, first)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return answered.get() / ((System.nanoTime() - before) / 1e9);
    }

    private int work(Call call, int first) {
        int answered = 0;
        for (int i = 0; i < textsPerCaller; i++) {
            try {
                call.embed(texts.get((first + i * callers) % texts.size()));
                answered++;
            } catch (FailedCallException e) {
                // Counted by whoever makes calls fail.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return answered;
            }
        }
        return answered;
    }
}
