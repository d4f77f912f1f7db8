package dev.weft.vectorstore.milvus;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.VectorQuery;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.response.SearchResp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Searches one collection: queries that see the same rows go in one call. */
final class Searcher {

    /** Milvus's own limit on the hits of a query. */
    private static final int MAX_HITS = 16_384;

    /** Hits of all queries of a call together, of some hundred bytes each. */
    private static final int MAX_HITS_PER_CALL = 200_000;

    private static final List<String> SHOWN =
            List.of(Fields.ITEM, Fields.PART, Fields.MODALITY, Fields.VERSION, Fields.RELEASE);

    private final MilvusConnection server;
    private final CollectionInfo collection;
    private final MilvusSettings settings;

    Searcher(MilvusConnection server, CollectionInfo collection, MilvusSettings settings) {
        this.server = server;
        this.collection = collection;
        this.settings = settings;
    }

    /** One list per query; of more than 16,384 wanted hits, the best 16,384. */
    List<List<Hit>> search(List<VectorQuery> queries) {
        Map<String, List<Integer>> alike = new LinkedHashMap<>();
        for (int i = 0; i < queries.size(); i++) {
            alike.computeIfAbsent(FilterCompiler.compile(queries.get(i)), filter -> new ArrayList<>())
                    .add(i);
        }
        Map<Integer, List<Hit>> found = new HashMap<>();
        alike.forEach((filter, indexes) -> {
            int hits = indexes.stream()
                    .mapToInt(index -> Math.min(MAX_HITS, queries.get(index).k()))
                    .max()
                    .orElseThrow();
            int perCall = Math.max(1, MAX_HITS_PER_CALL / hits);
            for (int from = 0; from < indexes.size(); from += perCall) {
                List<Integer> some = indexes.subList(from, Math.min(indexes.size(), from + perCall));
                List<List<Hit>> answers =
                        call(filter, hits, some.stream().map(queries::get).toList());
                for (int i = 0; i < some.size(); i++) {
                    found.put(some.get(i), answers.get(i));
                }
            }
        });
        List<List<Hit>> results = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            List<Hit> hits = found.getOrDefault(i, List.of());
            results.add(hits.subList(0, Math.min(hits.size(), queries.get(i).k())));
        }
        return List.copyOf(results);
    }

    private List<List<Hit>> call(String filter, int hits, List<VectorQuery> queries) {
        SearchResp answer = server.call(
                "search collection " + collection.name(),
                client -> client.search(SearchReq.builder()
                        .collectionName(collection.name())
                        .annsField(Fields.VECTOR)
                        .metricType(IndexParam.MetricType.COSINE)
                        .data(queries.stream()
                                .map(query -> Vectors.query(query.vector(), collection.format()))
                                .toList())
                        .filter(filter)
                        .limit(hits)
                        .outputFields(SHOWN)
                        .searchParams(settings.design().index().searchParameters(hits))
                        .consistencyLevel(settings.consistency())
                        .build()));
        return answer.getSearchResults().stream().map(Searcher::hits).toList();
    }

    /** Without the rows of versions of which a newer one is among the hits: a writer is about to remove them. */
    private static List<Hit> hits(List<SearchResp.SearchResult> rows) {
        List<Hit> hits = rows.stream()
                .map(row -> RowReader.hit(row.getEntity(), row.getScore()))
                .toList();
        Map<MediaKey, Long> newest = new HashMap<>();
        hits.forEach(hit -> newest.merge(hit.key(), hit.version(), Math::max));
        return hits.stream()
                .filter(hit -> newest.getOrDefault(hit.key(), hit.version()) == hit.version())
                .sorted(Hit.BEST_FIRST)
                .toList();
    }
}
