package dev.weft.sink;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Several batches in flight at the store, and the changes of one item in their order all the same: an item has its lane, chosen by the hash of its
 * key, and a lane writes one batch at a time. Thread-safe, but the order of changes is that of {@link #add}.
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

    void add(Change change) {
        lanes.get(Math.floorMod(change.incoming().event().key().hashCode(), lanes.size()))
                .add(change);
    }

    @Override
    public void close() {
        lanes.forEach(Lane::interrupt);
        lanes.forEach(Lane::close);
    }
}
