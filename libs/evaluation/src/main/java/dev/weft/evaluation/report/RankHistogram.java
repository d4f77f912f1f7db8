package dev.weft.evaluation.report;

import dev.weft.evaluation.retrieval.Rankings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many queries found their answer at which rank.
 *
 * @param upTo upper ends of the bins, ascending; each bin begins after the one before
 * @param before queries per bin, of the incumbent
 * @param after queries per bin, of the candidate
 */
public record RankHistogram(List<Integer> upTo, List<Integer> before, List<Integer> after) {

    public RankHistogram {
        upTo = List.copyOf(upTo);
        before = List.copyOf(before);
        after = List.copyOf(after);
        if (upTo.size() != before.size() || upTo.size() != after.size()) {
            throw new IllegalArgumentException("a histogram must have one count per bin, got " + upTo.size() + " bins, "
                    + before.size() + " and " + after.size() + " counts");
        }
    }

    /** With bins that grow: 1, 2, 5, 10, 20, 50 and so on to the size of the pool. */
    static RankHistogram of(Rankings before, Rankings after, int poolSize) {
        List<Integer> bins = bins(poolSize);
        return new RankHistogram(bins, counts(before, bins), counts(after, bins));
    }

    private static List<Integer> bins(int poolSize) {
        List<Integer> bins = new ArrayList<>();
        for (long decade = 1; decade < poolSize; decade *= 10) {
            for (long step : new long[] {1, 2, 5}) {
                if (step * decade < poolSize) {
                    bins.add((int) (step * decade));
                }
            }
        }
        bins.add(poolSize);
        return bins;
    }

    private static List<Integer> counts(Rankings rankings, List<Integer> bins) {
        int[] counts = new int[bins.size()];
        for (int query = 0; query < rankings.queries(); query++) {
            int bin = 0;
            while (bins.get(bin) < rankings.rank(query)) {
                bin++;
            }
            counts[bin]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }
}
