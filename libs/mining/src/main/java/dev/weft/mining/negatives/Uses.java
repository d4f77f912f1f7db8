package dev.weft.mining.negatives;

import dev.weft.core.MediaKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts how often items serve as negatives. Not thread-safe. */
final class Uses {

    private final Map<MediaKey, Integer> counts = new HashMap<>();

    void count(List<MinedPair.Negative> negatives) {
        negatives.forEach(negative -> counts.merge(negative.part().media(), 1, Integer::sum));
    }

    /** Which part of all uses the hundredth part of the items that is used most has, one item at least; 0 to 1. */
    double hubShare() {
        List<Integer> sorted = new ArrayList<>(counts.values());
        sorted.sort(Collections.reverseOrder());
        long all = sorted.stream().mapToLong(Integer::longValue).sum();
        long most = sorted.stream()
                .limit(Math.max(1, sorted.size() / 100))
                .mapToLong(Integer::longValue)
                .sum();
        return all == 0 ? 0 : (double) most / all;
    }
}
