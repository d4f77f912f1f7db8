package dev.weft.rollout.checks;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.rollout.projecting.Projection;
import dev.weft.vectorstore.Filter;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.VectorStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks the same queries of the live collection and of the next one, each with its own release's heads. */
public final class ShadowRun {

    private static final int NEIGHBOURS = 10;

    private final VectorStore store;

    public ShadowRun(VectorStore store) {
        this.store = store;
    }

    /** A collection and the heads of its release. */
    public record Side(String collection, Projection heads) {}

    /**
     * @param overlap the mean share of the live collection's ten best that the next one has among its ten best
     * @param scoreShift by how much the next one's best scores are higher on average; scores of different releases have no common scale
     * @param liveP95Millis 95 % of the searches in the live collection took at most this
     * @param nextP95Millis the same of the next one
     */
    public record Result(int queries, double overlap, double scoreShift, double liveP95Millis, double nextP95Millis) {

        /** As metrics of a release. */
        public Map<String, Double> metrics() {
            Map<String, Double> metrics = new TreeMap<>();
            metrics.put("shadow.queries", (double) queries);
            metrics.put("shadow.overlap_at_10", overlap);
            metrics.put("shadow.score_shift", scoreShift);
            metrics.put("shadow.live_p95_ms", liveP95Millis);
            metrics.put("shadow.p95_ms", nextP95Millis);
            return metrics;
        }
    }

    private record Answer(List<Hit> hits, double millis) {}

    /** @param present the modalities that the collections have */
    public Result run(Side live, Side next, List<ShadowPair> queries, Set<Modality> present) {
        List<Double> liveMillis = new ArrayList<>();
        List<Double> nextMillis = new ArrayList<>();
        double overlap = 0;
        double shift = 0;
        for (ShadowPair query : queries) {
            Answer ofLive = ask(live, query.live(), present);
            Answer ofNext = ask(next, query.next(), present);
            liveMillis.add(ofLive.millis());
            nextMillis.add(ofNext.millis());
            overlap += overlap(ofLive.hits(), ofNext.hits());
            shift += mean(ofNext.hits()).orElse(0) - mean(ofLive.hits()).orElse(0);
        }
        int count = Math.max(1, queries.size());
        return new Result(queries.size(), overlap / count, shift / count, p95(liveMillis), p95(nextMillis));
    }

    private Answer ask(Side side, ShadowQuery query, Set<Modality> present) {
        long started = System.nanoTime();
        Embedding vector =
                side.heads().project(query.modality(), List.of(query.feature())).getFirst();
        VectorQuery search = new VectorQuery(
                query.tenant(),
                vector,
                NEIGHBOURS,
                SearchTargets.of(query.modality(), present.isEmpty() ? EnumSet.of(query.modality()) : present),
                new Filter.All(),
                Optional.empty());
        List<Hit> hits = store.search(side.collection(), List.of(search)).getFirst();
        return new Answer(hits, (System.nanoTime() - started) / 1e6);
    }

    private static double overlap(List<Hit> live, List<Hit> next) {
        if (live.isEmpty()) {
            return next.isEmpty() ? 1 : 0;
        }
        Set<String> names = next.stream().map(ShadowRun::name).collect(Collectors.toCollection(HashSet::new));
        return live.stream().map(ShadowRun::name).filter(names::contains).count() / (double) live.size();
    }

    private static String name(Hit hit) {
        return hit.key() + "#" + hit.part();
    }

    private static OptionalDouble mean(List<Hit> hits) {
        return hits.stream().mapToDouble(Hit::score).average();
    }

    private static double p95(List<Double> millis) {
        if (millis.isEmpty()) {
            return 0;
        }
        Collections.sort(millis);
        return millis.get((int) Math.ceil(0.95 * millis.size()) - 1);
    }
}
