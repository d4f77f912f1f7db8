package dev.weft.vectorstore.milvus;

import dev.weft.core.MediaKey;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.response.QueryResp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads rows of one collection by their scalar fields. */
final class Queries {

    /** Keeps an expression below about a megabyte. */
    private static final int ITEMS_PER_CALL = 4096;

    private final MilvusConnection server;
    private final String collection;

    Queries(MilvusConnection server, String collection) {
        this.server = server;
        this.collection = collection;
    }

    /** The rows of these items, of whatever kind and version, by item; items without rows are left out. */
    Map<String, ItemState> states(Collection<MediaKey> items, ConsistencyLevel consistency) {
        Map<String, List<RowId>> rows = new HashMap<>();
        for (Map<String, Object> row : rows(items, Fields.IDENTITY, ITEMS_PER_CALL, consistency)) {
            RowId id = RowReader.id(row);
            rows.computeIfAbsent(id.item(), item -> new ArrayList<>()).add(id);
        }
        Map<String, ItemState> states = new HashMap<>();
        rows.forEach((item, seen) -> states.put(item, new ItemState(seen)));
        return states;
    }

    /** @param itemsPerCall bounds the size of an answer */
    List<Map<String, Object>> rows(
            Collection<MediaKey> items, List<String> fields, int itemsPerCall, ConsistencyLevel consistency) {
        List<String> names = items.stream().map(MediaKey::toString).distinct().toList();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int from = 0; from < names.size(); from += itemsPerCall) {
            List<String> some = names.subList(from, Math.min(names.size(), from + itemsPerCall));
            rows.addAll(query(FilterCompiler.in(Fields.ITEM, some), fields, 0, consistency));
        }
        return rows;
    }

    /** How many rows there are, counted by the server and not taken from its statistics, which count deleted rows. */
    long count(RowKind kind) {
        Object count = query(kind.condition(), List.of("count(*)"), 0, ConsistencyLevel.STRONG)
                .getFirst()
                .get("count(*)");
        return ((Number) Objects.requireNonNull(count)).longValue();
    }

    /** @param limit none if 0 */
    List<Map<String, Object>> query(String filter, List<String> fields, long limit, ConsistencyLevel consistency) {
        return server
                .call(
                        "query collection " + collection,
                        client -> client.query(QueryReq.builder()
                                .collectionName(collection)
                                .filter(filter)
                                .outputFields(fields)
                                .consistencyLevel(consistency)
                                .limit(limit)
                                .build()))
                .getQueryResults()
                .stream()
                .map(QueryResp.QueryResult::getEntity)
                .toList();
    }
}
