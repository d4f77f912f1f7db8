package dev.weft.evaluation.retrieval;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How much of the exact answer an approximate index returns. */
public final class AnnRecall {

    private AnnRecall() {}

    /**
     * The mean share, 0 to 1, of the exact first k ids that are among the approximate first k. An id counts once, however often it is listed.
     *
     * @param approximate best first, a list per query
     * @param exact best first, a list per query
     * @throws IllegalArgumentException if there are no queries, their numbers differ, or an exact list is empty
     */
    public static double at(int k, List<List<String>> approximate, List<List<String>> exact) {
        if (exact.isEmpty() || approximate.size() != exact.size()) {
            throw new IllegalArgumentException("there must be as many approximate as exact lists, and at least 1, got "
                    + approximate.size() + " and " + exact.size());
        }
        double sum = 0;
        for (int query = 0; query < exact.size(); query++) {
            Set<String> expected = first(k, exact.get(query));
            if (expected.isEmpty()) {
                throw new IllegalArgumentException("an exact list must hold at least 1 id, got none at " + query);
            }
            Set<String> found = first(k, approximate.get(query));
            sum += (double) expected.stream().filter(found::contains).count() / expected.size();
        }
        return sum / exact.size();
    }

    private static Set<String> first(int k, List<String> ids) {
        return new HashSet<>(ids.subList(0, Math.min(k, ids.size())));
    }
}
