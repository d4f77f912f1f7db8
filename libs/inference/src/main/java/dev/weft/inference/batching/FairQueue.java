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
import java.util.Map;
import java.util.SequencedMap;

/**
 * The order in which items go: what had begun before, then the live lane, then the backfill; within a lane tenants take turns; and around the
 * item whose turn it is, those of about its size. Not thread-safe.
 */
final class FairQueue<I, O> {

    /** The backfill gets the batch after so many live ones. */
    static final int MAX_LIVE_IN_A_ROW = 4;

    /** How many batches ahead company of the right size is looked for. Whose turn it is goes at any rate, so nobody is passed over for ever. */
    private static final int LOOK_AHEAD = 4;

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

    /** Puts items that had begun before all others. Those whose run hung go alone. */
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

    /** Of the candidates those, the first among them, whose sizes differ least; of equal choices those whose turn is earlier. */
    private static <I, O> List<Entry<I, O>> ofOneSize(List<Entry<I, O>> candidates, int most) {
        if (candidates.size() <= most) {
            return candidates;
        }
        Entry<I, O> first = candidates.getFirst();
        List<Entry<I, O>> bySize = new ArrayList<>(candidates);
        bySize.sort(Comparator.comparingLong(entry -> entry.item().size()));
        int at = bySize.indexOf(first);
        int best = Math.min(at, bySize.size() - most);
        for (int from = best - 1; from >= Math.max(0, at - most + 1); from--) {
            if (spread(bySize, from, most) < spread(bySize, best, most)) {
                best = from;
            }
        }
        return bySize.subList(best, best + most);
    }

    private static <I, O> long spread(List<Entry<I, O>> bySize, int from, int count) {
        return bySize.get(from + count - 1).item().size()
                - bySize.get(from).item().size();
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
