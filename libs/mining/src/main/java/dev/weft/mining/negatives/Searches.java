package dev.weft.mining.negatives;

import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Neighbours.Place;
import dev.weft.core.Split;
import dev.weft.vectorstore.Filter;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.VectorStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks the index for the neighbours of many pairs in one request. Every query carries the split train: the index holds what the gate judges on. */
final class Searches {

    /** Bounds an answer: as many lists of hits. */
    private static final int QUERIES_PER_REQUEST = 512;

    private static final Filter TRAIN = new Filter.InSplit(Split.TRAIN);

    private final VectorStore store;
    private final String collection;
    private final int hits;

    Searches(VectorStore store, String collection, int hits) {
        this.store = store;
        this.collection = collection;
        this.hits = hits;
    }

    /**
     * Where each search found an item, its nearest part counting.
     *
     * @param nearestTexts the items of the texts that are nearest to the media, best first
     */
    record Found(Map<MediaKey, Map<Search, Place>> places, Map<MediaKey, Long> versions, List<MediaKey> nearestTexts) {}

    /** One for each pair, in the same order. */
    List<Found> of(List<PairView> pairs) {
        List<VectorQuery> queries = new ArrayList<>();
        for (PairView pair : pairs) {
            for (Search search : Search.values()) {
                queries.add(query(pair, search));
            }
        }
        List<List<Hit>> answers = new ArrayList<>();
        for (int from = 0; from < queries.size(); from += QUERIES_PER_REQUEST) {
            answers.addAll(store.search(
                    collection, queries.subList(from, Math.min(queries.size(), from + QUERIES_PER_REQUEST))));
        }
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            found.add(found(answers.subList(i * Search.values().length, (i + 1) * Search.values().length)));
        }
        return found;
    }

    private VectorQuery query(PairView pair, Search search) {
        Embedding vector = search.withMedia() ? pair.media() : pair.text();
        Modality modality = search.forText() ? Modality.TEXT : pair.anchor().modality();
        // Without an excluded item: queries that differ in what they leave out can't share a request on every store.
        return new VectorQuery(pair.anchor().item().tenant(), vector, hits, Set.of(modality), TRAIN, Optional.empty());
    }

    /** @param answers one for each search, in their order */
    private static Found found(List<List<Hit>> answers) {
        Map<MediaKey, Map<Search, Place>> places = new LinkedHashMap<>();
        Map<MediaKey, Long> versions = new LinkedHashMap<>();
        List<MediaKey> nearestTexts = List.of();
        Iterator<List<Hit>> next = answers.iterator();
        for (Search search : Search.values()) {
            List<Hit> answer = next.next();
            int rank = 0;
            for (Hit hit : answer) {
                rank++;
                places.computeIfAbsent(hit.key(), key -> new EnumMap<>(Search.class))
                        .putIfAbsent(search, new Place(rank, hit.score()));
                versions.merge(hit.key(), hit.version(), Math::max);
            }
            if (search == Search.IMAGE_TO_TEXT) {
                nearestTexts = answer.stream().map(Hit::key).distinct().toList();
            }
        }
        return new Found(places, versions, nearestTexts);
    }
}
