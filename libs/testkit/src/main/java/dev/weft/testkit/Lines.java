package dev.weft.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Lines that come while others wait for them. Thread-safe. */
final class Lines {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    void add(String line) {
        change(() -> lines.add(line));
    }

    /** No more will come. */
    void end() {
        change(() -> ended = true);
    }

    List<String> sofar() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    /** @throws IllegalStateException if none comes */
    String await(Predicate<String> wanted, Duration limit) {
        List<String> seen = awaitThat(all -> all.stream().anyMatch(wanted), limit);
        return seen.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** @throws IllegalStateException if fewer come */
    void await(int count, Duration limit) {
        awaitThat(all -> all.size() >= count, limit);
    }

    private List<String> awaitThat(Predicate<List<String>> fulfilled, Duration limit) {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!fulfilled.test(lines)) {
                if (ended) {
                    throw new IllegalStateException("it ended without what was waited for, having printed " + lines);
                }
                if (left <= 0) {
                    throw new IllegalStateException(
                            "what was waited for did not come within " + limit + ", but " + lines);
                }
                left = changed.awaitNanos(left);
            }
            return List.copyOf(lines);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a line", e);
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
