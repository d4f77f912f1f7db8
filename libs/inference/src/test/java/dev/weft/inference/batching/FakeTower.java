package dev.weft.inference.batching;

import dev.weft.inference.InferenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Answers {@code a} with {@code A}, and breaks as a test wants it. */
final class FakeTower implements BatchRunner<String, String> {

    private static final long PATIENCE_SECONDS = 30;

    /** What was run together, in order; failed runs too. */
    final List<List<String>> runs = new CopyOnWriteArrayList<>();

    /** Items that make their run fail. */
    final Set<String> poison = ConcurrentHashMap.newKeySet();

    /** A permit per probe that has begun. */
    final Semaphore probed = new Semaphore(0);

    /** A permit per run of a gated item that has begun. */
    final Semaphore arrived = new Semaphore(0);

    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    volatile CountDownLatch probeGate = new CountDownLatch(0);
    volatile boolean broken;
    volatile int rows = Integer.MAX_VALUE;

    /** Runs with this item wait until the latch opens. */
    CountDownLatch hangOn(String item) {
        CountDownLatch gate = new CountDownLatch(1);
        gates.put(item, gate);
        return gate;
    }

    void hangNoMoreOn(String item) {
        gates.remove(item);
    }

    @Override
    public List<String> run(List<String> items) {
        runs.add(items);
        for (String item : items) {
            CountDownLatch gate = gates.get(item);
            if (gate != null) {
                arrived.release();
                await(gate);
            }
        }
        if (items.size() > rows) {
            throw new InferenceException("no room", new OutOfMemoryError("native"));
        }
        if (broken || new ArrayList<>(items).removeAll(poison)) {
            throw new InferenceException("can't stomach " + items);
        }
        return items.stream().map(item -> item.toUpperCase(Locale.ROOT)).toList();
    }

    void probe() {
        probed.release();
        await(probeGate);
        if (broken) {
            throw new InferenceException("out of order");
        }
    }

    static void await(Semaphore semaphore, int permits) throws InterruptedException {
        if (!semaphore.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("waited in vain");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }
}
