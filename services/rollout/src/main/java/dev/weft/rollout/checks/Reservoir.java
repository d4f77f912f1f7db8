package dev.weft.rollout.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** An even sample of a stream of unknown length (Vitter's algorithm R). Not thread-safe. */
final class Reservoir<T> {

    private final int size;
    private final RandomGenerator random;
    private final List<T> kept = new ArrayList<>();
    private long seen;

    Reservoir(int size, RandomGenerator random) {
        this.size = size;
        this.random = random;
    }

    void offer(T one) {
        seen++;
        if (kept.size() < size) {
            kept.add(one);
            return;
        }
        long place = random.nextLong(seen);
        if (place < size) {
            kept.set((int) place, one);
        }
    }

    List<T> kept() {
        return List.copyOf(kept);
    }
}
