package dev.weft.testkit;

import dev.weft.testkit.FaultProxy.Direction;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** Holds the faults of the moment, and those who wait for them to end. Thread-safe. */
final class FaultSwitch {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Faults now = Faults.NONE;

    void change(UnaryOperator<Faults> change) {
        lock.lock();
        try {
            now = change.apply(now);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The faults of now, as soon as they don't hold up this direction. */
    Faults whenNotHeld(Direction direction) throws InterruptedException {
        Faults seen = now;
        if (!seen.held().contains(direction)) {
            return seen;
        }
        lock.lock();
        try {
            while (now.held().contains(direction)) {
                changed.await();
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** A cut happens once. */
    void done(Faults.Cut cut) {
        change(faults -> cut.equals(faults.cut()) ? faults.withCut(null) : faults);
    }
}
