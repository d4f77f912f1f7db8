package dev.weft.inference.batching;

import dev.weft.core.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The order in which items go: what had begun before, then the live lane, then the backfill; within a lane tenants take turns; and with the
 * item whose turn it is, those of about its size. Not thread-safe.
 */
final class FairQueue<I, O> {

    /** The backfill gets the batch after so many live ones. */
    static final int MAX_LIVE_IN_A_ROW = 4;

    /** How many batches ahead company of the right size is looked for. */
    private static final int LOOK_AHEAD = 2;

    private final Deque<Entry<I, O>> begun = new ArrayDeque<>();
    /** Tenants in the order of their turns; none without items. */
    private final Map<Lane, SequencedMap<TenantId, Deque<Entry<I, O>>>> lanes = new EnumMap<>(Lane.class);

    private final Map<Lane, Integer> sizes = new EnumMap<>(Lane.class);
    private int liveInARow;

    FairQueue() {
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new LinkedHashMap<>());
            sizes.put(lane, 0);
        }
    }

    int size() {
        return begun.size()
                + sizes.values().stream().mapToInt(Integer::intValue).sum();
    }

    void add(Entry<I, O> entry) {
        Lane lane = entry.item().lane();
        tenants(lane)
                .computeIfAbsent(entry.item().tenant(), _ -> new ArrayDeque<>())
                .add(entry);
        sizes.merge(lane, 1, Integer::sum);
    }

    /** Puts items that had begun before all others, which fill up their batch. Those whose run hung go alone. */
    void putBack(Collection<Entry<I, O>> entries) {
        begun.addAll(entries);
    }

    /** How many items the next batch could have. */
    int waiting() {
        return begun.isEmpty() ? count(nextLane()) : begun.size();
    }

    /** When the oldest of the next batch's lane came; what has begun has waited long enough. Not to be asked when empty. */
    long oldestNanos() {
        if (!begun.isEmpty()) {
            return begun.getFirst().sinceNanos();
        }
        return tenants(nextLane()).values().stream()
                .mapToLong(own -> own.getFirst().sinceNanos())
                .reduce((a, b) -> a - b < 0 ? a : b)
                .orElseThrow();
    }

    /** Takes the next batch of at most so many items. */
    List<Entry<I, O>> take(int most) {
        return begun.isEmpty() ? takeFair(most) : takeBegun(most);
    }

    /** Takes everything. */
    List<Entry<I, O>> takeAll() {
        List<Entry<I, O>> all = new ArrayList<>(begun);
        begun.clear();
        for (Lane lane : Lane.values()) {
            tenants(lane).values().forEach(all::addAll);
            tenants(lane).clear();
            sizes.put(lane, 0);
        }
        return all;
    }

    private List<Entry<I, O>> takeBegun(int most) {
        List<Entry<I, O>> batch = new ArrayList<>();
        batch.add(begun.removeFirst());
        while (batch.size() < most
                && !batch.getFirst().isUnderSuspicion()
                && !begun.isEmpty()
                && !begun.getFirst().isUnderSuspicion()) {
            batch.add(begun.removeFirst());
        }
        if (!batch.getFirst().isUnderSuspicion() && batch.size() < most) {
            batch.addAll(takeFair(most - batch.size()));
        }
        return batch;
    }

    private List<Entry<I, O>> takeFair(int most) {
        Lane lane = nextLane();
        if (count(lane) == 0) {
            return List.of();
        }
        boolean passesBackfillOver = lane == Lane.LIVE && count(Lane.BACKFILL) > 0;
        liveInARow = passesBackfillOver ? liveInARow + 1 : 0;
        List<Entry<I, O>> batch = ofOneSize(inTurns(lane, most * LOOK_AHEAD), most);
        batch.forEach(this::remove);
        sizes.merge(lane, -batch.size(), Integer::sum);
        return batch;
    }

    private Lane nextLane() {
        boolean backfillsTurn = count(Lane.LIVE) == 0 || liveInARow >= MAX_LIVE_IN_A_ROW;
        return backfillsTurn && count(Lane.BACKFILL) > 0 ? Lane.BACKFILL : Lane.LIVE;
    }

    /** The first items in fair order: each tenant's first, each one's second, and so on. */
    private List<Entry<I, O>> inTurns(Lane lane, int most) {
        List<Entry<I, O>> order = new ArrayList<>();
        List<Iterator<Entry<I, O>>> turns = new ArrayList<>();
        tenants(lane).values().forEach(own -> turns.add(own.iterator()));
        while (order.size() < most && !turns.isEmpty()) {
            for (Iterator<Iterator<Entry<I, O>>> round = turns.iterator(); round.hasNext() && order.size() < most; ) {
                Iterator<Entry<I, O>> own = round.next();
                if (own.hasNext()) {
                    order.add(own.next());
                } else {
                    round.remove();
                }
            }
        }
        return order;
    }

    /**
     * Those that were passed over before, or else the first, and those whose sizes are nearest to theirs. Who is passed over goes with the next
     * batch: company of the right size costs nobody more than one batch.
     */
    private static <I, O> List<Entry<I, O>> ofOneSize(List<Entry<I, O>> candidates, int most) {
        if (candidates.size() <= most) {
            return candidates;
        }
        List<Entry<I, O>> due =
                candidates.stream().filter(Entry::wasPassedOver).limit(most).toList();
        List<Entry<I, O>> batch = new ArrayList<>(due.isEmpty() ? candidates.subList(0, 1) : due);
        LongSummaryStatistics sizes =
                batch.stream().mapToLong(entry -> entry.item().size()).summaryStatistics();
        List<Entry<I, O>> others = new ArrayList<>(candidates);
        others.removeAll(batch);
        others.sort(Comparator.comparingLong(entry -> distance(entry.item().size(), sizes)));
        int company = most - batch.size();
        batch.addAll(others.subList(0, company));
        others.subList(company, others.size()).forEach(Entry::passOver);
        return batch;
    }

    private static long distance(long size, LongSummaryStatistics sizes) {
        return Math.max(0, Math.max(sizes.getMin() - size, size - sizes.getMax()));
    }

    /** The tenant has had its turn: its next one is behind all others'. */
    private void remove(Entry<I, O> entry) {
        SequencedMap<TenantId, Deque<Entry<I, O>>> tenants =
                tenants(entry.item().lane());
        TenantId tenant = entry.item().tenant();
        Deque<Entry<I, O>> own = tenants.remove(tenant);
        if (own == null || !own.remove(entry)) {
            throw new IllegalStateException("an item that is taken must be in the queue of its tenant " + tenant);
        }
        if (!own.isEmpty()) {
            tenants.putLast(tenant, own);
        }
    }

    private SequencedMap<TenantId, Deque<Entry<I, O>>> tenants(Lane lane) {
        return lanes.computeIfAbsent(lane, _ -> new LinkedHashMap<>());
    }

    private int count(Lane lane) {
        return sizes.getOrDefault(lane, 0);
    }
}
