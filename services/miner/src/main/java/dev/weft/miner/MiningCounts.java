package dev.weft.miner;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a round has found so far.
 *
 * @param pairs for which negatives were looked for
 * @param full of these, pairs with all negatives wanted
 * @param negatives that were kept
 * @param dropped candidates by the filter that spoke against them
 * @param batches that were written
 */
record MiningCounts(long pairs, long full, long negatives, SortedMap<String, Long> dropped, long batches) {

    static final MiningCounts NONE = new MiningCounts(0, 0, 0, new TreeMap<>(), 0);

    MiningCounts {
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
    }
}
