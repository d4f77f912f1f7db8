package dev.weft.rollout.checks;

import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.vectorstore.Filter;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/** How many of the exact nearest neighbours the index finds. Exact search reads the whole collection once, for all queries. */
public final class RecallCheck {

    private static final int NEIGHBOURS = 10;
    private static final int PAGE = 2_000;

    /** Stores may keep or compute scores a little less exactly. */
    private static final double SCORE_ROUNDING = 1e-4;

    private final VectorStore store;

    public RecallCheck(VectorStore store) {
        this.store = store;
    }

    /** A query and the scores of its best neighbours so far. */
    private record Asked(VectorQuery query, PriorityQueue<Double> best) {

        void offer(StoredMedia item, VectorRow row) {
            if (!item.key().tenant().equals(query.tenant())
                    || query.excluded().equals(Optional.of(item.key()))
                    || !query.modalities().contains(row.modality())) {
                return;
            }
            best.add((double) query.vector().cosine(row.vector()));
            if (best.size() > NEIGHBOURS) {
                best.remove();
            }
        }

        /** By scores, because rows of equal vectors are equally right. */
        double recall(List<Hit> hits) {
            if (best.isEmpty()) {
                return 1;
            }
            double last = best.element() - SCORE_ROUNDING;
            long right = hits.stream().filter(hit -> hit.score() >= last).count();
            return Math.min(1, right / (double) best.size());
        }
    }

    /**
     * @param sample items whose rows are the queries; each looks for what is not of its own modality, where there is something else
     * @param queries how many of their rows at most
     * @return the mean share of the exact ten nearest neighbours that are found; 1 for an empty collection
     */
    public double run(String collection, List<MediaKey> sample, int queries) {
        Collection<StoredMedia> items = store.get(collection, sample).values();
        Set<Modality> present = EnumSet.noneOf(Modality.class);
        items.forEach(item -> item.rows().forEach(row -> present.add(row.modality())));
        List<Asked> asked = items.stream()
                .flatMap(item -> item.rows().stream().map(row -> query(item, row, present)))
                .limit(queries)
                .map(query -> new Asked(query, new PriorityQueue<>()))
                .toList();
        if (asked.isEmpty()) {
            return 1;
        }
        searchExactly(collection, asked);
        List<List<Hit>> found =
                store.search(collection, asked.stream().map(Asked::query).toList());
        double sum = 0;
        for (int i = 0; i < asked.size(); i++) {
            sum += asked.get(i).recall(found.get(i));
        }
        return sum / asked.size();
    }

    private static VectorQuery query(StoredMedia item, VectorRow row, Set<Modality> present) {
        return new VectorQuery(
                item.key().tenant(),
                row.vector(),
                NEIGHBOURS,
                SearchTargets.of(row.modality(), present),
                new Filter.All(),
                Optional.of(item.key()));
    }

    private void searchExactly(String collection, List<Asked> asked) {
        StoredVersions all = new StoredVersions(store, collection);
        List<MediaKey> page = new ArrayList<>(PAGE);
        while (all.hasNext()) {
            var version = all.next();
            if (!version.deleted()) {
                page.add(version.key());
            }
            if (page.size() == PAGE || !all.hasNext()) {
                Map<MediaKey, StoredMedia> items = store.get(collection, page);
                for (StoredMedia item : items.values()) {
                    for (VectorRow row : item.rows()) {
                        asked.forEach(one -> one.offer(item, row));
                    }
                }
                page.clear();
            }
        }
    }
}
