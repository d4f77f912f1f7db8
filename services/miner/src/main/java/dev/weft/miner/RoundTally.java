package dev.weft.miner;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch;
import dev.weft.mining.negatives.MinedPair;
import dev.weft.mining.negatives.MiningObserver;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * What has become of anchors and candidates since a round began. Anchors are only remembered while there is a round: the names of a large catalog take
 * memory. Thread-safe.
 */
final class RoundTally implements MiningObserver, PoolListener {

    private final int perDirection;
    private final Set<String> pending = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<String, LongAdder> dropped = new ConcurrentHashMap<>();
    private final LongAdder pairs = new LongAdder();
    private final LongAdder full = new LongAdder();
    private final LongAdder negatives = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private volatile boolean counting;

    /** @param perDirection how many negatives a pair has that has enough for its media, and for its text */
    RoundTally(int perDirection) {
        this.perDirection = perDirection;
    }

    /**
     * Counts from nothing. Nobody mines meanwhile.
     *
     * @param anchors the ids of those that are to be done
     */
    void begin(Set<String> anchors) {
        end();
        pending.addAll(anchors);
        dropped.clear();
        pairs.reset();
        full.reset();
        negatives.reset();
        batches.reset();
        counting = true;
    }

    /** Counts no more; the counts stay. */
    void end() {
        counting = false;
        pending.clear();
    }

    /** How many anchors are not done yet. */
    int pending() {
        return pending.size();
    }

    /** Waits for these anchors no more. */
    void forget(Predicate<String> gone) {
        pending.removeIf(gone);
    }

    MiningCounts counts() {
        SortedMap<String, Long> byFilter = new TreeMap<>();
        dropped.forEach((filter, count) -> byFilter.put(filter, count.sum()));
        return new MiningCounts(pairs.sum(), full.sum(), negatives.sum(), byFilter, batches.sum());
    }

    @Override
    public void dropped(String filter, int candidates) {
        if (counting) {
            dropped.computeIfAbsent(filter, name -> new LongAdder()).add(candidates);
        }
    }

    @Override
    public void kept(ContrastiveBatch.Source source, double logitGap) {
        if (counting) {
            negatives.increment();
        }
    }

    @Override
    public void mined(int texts, int media) {
        if (counting) {
            pairs.increment();
            if (texts >= perDirection && media >= perDirection) {
                full.increment();
            }
        }
    }

    @Override
    public void written(PoolMiner.Outcome outcome, int count) {
        if (counting) {
            batches.add(count);
            outcome.pairs().stream().map(MinedPair::anchor).map(Anchor::id).forEach(pending::remove);
            outcome.outdated().stream().map(Anchor::id).forEach(pending::remove);
            outcome.missing().stream().map(Anchor::id).forEach(pending::remove);
        }
    }
}
