package dev.weft.gateway.search;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.Hit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reciprocal rank fusion (Cormack, Clarke, Büttcher: "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods",
 * SIGIR 2009): an item's weight is the sum of 1 / (60 + rank) over the lists it is in. It needs ranks only, so lists whose scores can't be
 * compared can be fused.
 */
final class RankFusion {

    /** The constant of the paper, found there to be near the best on several collections and not critical. */
    private static final int SMOOTHING = 60;

    private RankFusion() {}

    /**
     * One hit for each item, best first: with one list the list's own order.
     *
     * @param lists each best first
     * @return for each item its best-ranked hit; of equals, that of the earlier list
     */
    static List<Hit> fuse(List<List<Hit>> lists) {
        Map<MediaKey, Entry> entries = new LinkedHashMap<>();
        for (List<Hit> list : lists) {
            int rank = 0;
            Map<MediaKey, Boolean> seen = new LinkedHashMap<>();
            for (Hit hit : list) {
                if (seen.put(hit.key(), true) == null) {
                    rank++;
                    Entry entry = new Entry(hit, rank, 1.0 / (SMOOTHING + rank));
                    entries.merge(hit.key(), entry, Entry::plus);
                }
            }
        }
        return entries.values().stream()
                .sorted(Comparator.comparingDouble(Entry::weight)
                        .reversed()
                        .thenComparingInt(Entry::rank)
                        .thenComparing(entry -> entry.hit().key().toString()))
                .map(Entry::hit)
                .toList();
    }

    /** @param rank of the hit in its list, from 1, items counted once */
    private record Entry(Hit hit, int rank, double weight) {

        private Entry plus(Entry other) {
            Entry better = other.rank < rank ? other : this;
            return new Entry(better.hit, better.rank, weight + other.weight);
        }
    }
}
