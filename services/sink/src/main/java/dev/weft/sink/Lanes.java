package dev.weft.sink;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several batches in flight at the store, and the changes of one item in their order all the same: an item has its lane, chosen by the hash of its
 * key, and a lane writes one batch at a time. Changes of several threads have no order between them.
 */
final class Lanes implements AutoCloseable {

    private final List<Lane> lanes;

    /** @param lane makes the lane with this number */
    Lanes(int count, IntFunction<Lane> lane) {
        this.lanes = IntStream.range(0, count).mapToObj(lane).toList();
    }

    void start() {
        lanes.forEach(Lane::start);
    }

    /** Gives each change to its lane; those of a lane go together. */
    void add(List<Change> changes) {
        Map<Integer, List<Change>> byLane = changes.stream().collect(Collectors.groupingBy(this::laneOf));
        byLane.forEach((lane, together) -> lanes.get(lane).add(together));
    }

    private int laneOf(Change change) {
        return Math.floorMod(change.incoming().event().key().hashCode(), lanes.size());
    }

    @Override
    public void close() {
        lanes.forEach(Lane::interrupt);
        lanes.forEach(Lane::close);
    }
}
