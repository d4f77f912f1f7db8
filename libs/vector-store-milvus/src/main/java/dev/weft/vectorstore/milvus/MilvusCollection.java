package dev.weft.vectorstore.milvus;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.AttributeType;
import dev.weft.vectorstore.CollectionStatistics;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.WriteOutcome;
import dev.weft.vectorstore.spi.Dimensions;
import io.milvus.v2.service.vector.request.DeleteReq;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/** One collection of the server. Keeps no rows, only which attributes are known. */
final class MilvusCollection {

    /** Bounds an answer: some hundred items with a few vectors each are some megabytes. */
    private static final int ITEMS_PER_GET = 500;

    private final MilvusConnection server;
    private final CollectionInfo info;
    private final MilvusSettings settings;
    private final Clock clock;
    private final Queries queries;
    private final AttributeMemory attributes;
    private final Removals removals;
    private final KeyOrder order;

    MilvusCollection(
            MilvusConnection server,
            CollectionInfo info,
            MilvusSettings settings,
            Capabilities capabilities,
            Clock clock) {
        this.server = server;
        this.info = info;
        this.settings = settings;
        this.clock = clock;
        this.queries = new Queries(server, info.name());
        this.attributes = new AttributeMemory(queries);
        this.removals = new Removals(server, info.name());
        this.order = new KeyOrder(queries, removals, capabilities.ordered());
    }

    List<WriteOutcome> apply(List<Mutation> mutations) {
        if (mutations.isEmpty()) {
            return List.of();
        }
        RowWriter rows = new RowWriter(info.schema().dimension(), info.format(), clock);
        return new BatchWriter(server, info, queries, attributes, rows, removals, settings.limits()).apply(mutations);
    }

    List<List<Hit>> search(List<VectorQuery> wanted) {
        Dimensions.requireSearchable(info.schema(), wanted);
        wanted.forEach(query -> attributes.requireKnown(query.filter()));
        return new Searcher(server, info, settings).search(wanted);
    }

    Map<MediaKey, StoredMedia> get(Collection<MediaKey> keys) {
        Map<String, List<Map<String, Object>>> byItem = new HashMap<>();
        queries.rows(keys, Fields.WHOLE, ITEMS_PER_GET, settings.consistency())
                .forEach(row -> byItem.computeIfAbsent(RowReader.id(row).item(), item -> new ArrayList<>())
                        .add(row));
        Map<MediaKey, StoredMedia> found = new LinkedHashMap<>();
        for (MediaKey key : keys) {
            List<Map<String, Object>> rows = byItem.getOrDefault(key.toString(), List.of());
            new ItemState(rows.stream().map(RowReader::id).toList())
                    .newest()
                    .filter(newest -> !newest.deleted())
                    .ifPresent(newest -> found.put(key, RowReader.media(key, ofVersion(rows, newest.version()))));
        }
        return found;
    }

    /** Removes what it sees of replaced rows: nobody else would come by what a writer left behind that died. */
    List<StoredVersion> scan(Optional<MediaKey> after, int limit) {
        return order.page(after, limit);
    }

    CollectionStatistics statistics() {
        return new CollectionStatistics(
                info.schema(), queries.count(RowKind.PART), queries.count(RowKind.TOMBSTONE), OptionalLong.empty());
    }

    SortedMap<String, AttributeType> attributes() {
        return attributes.read();
    }

    /** Forgets deletions that are older than they need be remembered. */
    void purge() {
        long before = clock.millis() - settings.tombstones().toMillis();
        server.call(
                "forget old deletions in collection " + info.name(),
                client -> client.delete(DeleteReq.builder()
                        .collectionName(info.name())
                        .filter(RowKind.TOMBSTONE.condition() + " and " + Fields.WRITTEN_AT + " < " + before)
                        .build()));
    }

    private static List<Map<String, Object>> ofVersion(List<Map<String, Object>> rows, long version) {
        return rows.stream()
                .filter(row -> RowReader.id(row).version() == version)
                .toList();
    }
}
