package dev.weft.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Collects garbage again and again and remembers the most that was left: what work holds, without what it drops. Slows everything down. */
final class LiveHeap implements AutoCloseable {

    private static final long EVERY_MILLIS = 50;

    private final long before;
    private final AtomicLong most = new AtomicLong();
    private final Thread watcher;

    private LiveHeap() {
        before = left();
        watcher = Thread.ofPlatform().daemon().name("live-heap").start(this::look);
    }

    static LiveHeap watch() {
        return new LiveHeap();
    }

    /** The most so far over what there was at the beginning. */
    long mostGrowthBytes() {
        return Math.max(0, most.get() - before);
    }

    private void look() {
        try {
            while (true) {
                most.accumulateAndGet(left(), Math::max);
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long left() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
