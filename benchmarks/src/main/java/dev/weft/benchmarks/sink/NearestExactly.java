package dev.weft.benchmarks.sink;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.util.VectorUtil;

/** The nearest rows of each query by comparing it with every row. Rows are shown one after the other, so that not all have to be in memory. */
final class NearestExactly {

    private final float[][] queries;
    private final int k;

    /** Per query, the worst of the best first. */
    private final List<PriorityQueue<Scored>> best;

    NearestExactly(float[][] queries, int k) {
        this.queries = queries;
        this.k = k;
        this.best = Stream.of(queries)
                .map(_ -> new PriorityQueue<>(Comparator.comparingDouble(Scored::score)))
                .toList();
    }

    private record Scored(int row, float score) {}

    void show(int row, float[] vector) {
        for (int i = 0; i < queries.length; i++) {
            PriorityQueue<Scored> found = best.get(i);
            float score = VectorUtil.dotProduct(queries[i], vector);
            if (found.size() < k) {
                found.add(new Scored(row, score));
            } else if (score > found.element().score()) {
                found.remove();
                found.add(new Scored(row, score));
            }
        }
    }

    /** The rows nearest to a query. */
    Set<Integer> of(int query) {
        return best.get(query).stream().map(Scored::row).collect(Collectors.toSet());
    }
}
