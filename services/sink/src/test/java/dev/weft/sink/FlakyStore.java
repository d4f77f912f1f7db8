package dev.weft.sink;

import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.StoreExhaustedException;
import dev.weft.vectorstore.StoreHealth;
import dev.weft.vectorstore.VectorStoreException;
import dev.weft.vectorstore.WriteOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A store in memory that can be made to fail, and that tells how it was used. */
final class FlakyStore extends ForwardingStore {

    final List<Integer> batchSizes = new CopyOnWriteArrayList<>();
    final AtomicInteger syncs = new AtomicInteger();
    final List<Mutation> applied = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger mostAtATime = new AtomicInteger();
    final AtomicInteger repeatedInACall = new AtomicInteger();
    final AtomicLong losses = new AtomicLong();
    volatile boolean down;
    volatile boolean full;
    volatile boolean cannotSync;
    volatile Predicate<Mutation> refused = mutation -> false;
    volatile Duration slowness = Duration.ZERO;
    volatile String illness = "";
    private final AtomicInteger atATime = new AtomicInteger();

    @Override
    public List<WriteOutcome> apply(String collection, List<Mutation> mutations) {
        mostAtATime.accumulateAndGet(atATime.incrementAndGet(), Math::max);
        try {
            return slowly(collection, mutations);
        } finally {
            atATime.decrementAndGet();
        }
    }

    private List<WriteOutcome> slowly(String collection, List<Mutation> mutations) {
        if (down) {
            throw new VectorStoreException("the store is down", new IllegalStateException("a test's doing"));
        }
        if (full) {
            throw new StoreExhaustedException("the quota is used up", new IllegalStateException("a test's doing"));
        }
        if (mutations.stream().anyMatch(refused)) {
            throw new IllegalArgumentException("the store does not take this row");
        }
        LockSupport.parkNanos(slowness.toNanos());
        batchSizes.add(mutations.size());
        long items = mutations.stream().map(Mutation::key).distinct().count();
        repeatedInACall.addAndGet(mutations.size() - (int) items);
        applied.addAll(mutations);
        return super.apply(collection, mutations);
    }

    @Override
    public long losses() {
        return losses.get();
    }

    @Override
    public void sync() {
        if (cannotSync) {
            throw new VectorStoreException("the disk is full", new IllegalStateException("a test's doing"));
        }
        syncs.incrementAndGet();
        super.sync();
    }

    @Override
    public StoreHealth health() {
        SortedMap<String, String> capabilities = super.health().capabilities();
        return illness.isEmpty() ? StoreHealth.well(capabilities) : StoreHealth.ill(illness, capabilities);
    }
}
