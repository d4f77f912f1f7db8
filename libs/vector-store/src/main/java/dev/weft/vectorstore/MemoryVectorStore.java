package dev.weft.vectorstore;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.spi.AliasTable;
import dev.weft.vectorstore.spi.Dimensions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps everything on the heap and searches exactly. Thread-safe; a search costs {@code rows × dimension}. */
final class MemoryVectorStore implements VectorStore {

    private final ConcurrentSkipListMap<String, MemoryCollection> collections = new ConcurrentSkipListMap<>();
    private volatile AliasTable aliases = AliasTable.EMPTY;

    @Override
    public synchronized void createCollection(CollectionSchema schema) {
        if (aliases.targets().containsKey(schema.name())) {
            throw new IllegalArgumentException("'" + schema.name() + "' is the name of an alias");
        }
        MemoryCollection existing = collections.putIfAbsent(schema.name(), new MemoryCollection(schema));
        if (existing != null) {
            Dimensions.requireSame(existing.schema(), schema);
        }
    }

    @Override
    public synchronized void dropCollection(String collection) {
        aliases.requireUnused(collection);
        collections.remove(collection);
    }

    @Override
    public List<String> collections() {
        return List.copyOf(collections.keySet());
    }

    @Override
    public synchronized void setAlias(String alias, String collection) {
        aliases = aliases.with(alias, collection, collections.keySet());
    }

    @Override
    public Optional<String> resolve(String aliasOrCollection) {
        return aliases.resolve(aliasOrCollection, collections.keySet());
    }

    @Override
    public List<WriteOutcome> apply(String collection, List<Mutation> mutations) {
        return collection(collection).apply(mutations);
    }

    @Override
    public void sync() {
        // Memory is as durable as it gets.
    }

    @Override
    public List<List<Hit>> search(String collection, List<VectorQuery> queries) {
        return collection(collection).search(queries);
    }

    @Override
    public Map<MediaKey, StoredMedia> get(String collection, Collection<MediaKey> keys) {
        return collection(collection).get(keys);
    }

    @Override
    public List<StoredVersion> scan(String collection, Optional<MediaKey> after, int limit) {
        return collection(collection).scan(after, limit);
    }

    @Override
    public CollectionStatistics statistics(String collection) {
        return collection(collection).statistics();
    }

    @Override
    public SortedMap<String, AttributeType> attributes(String collection) {
        return collection(collection).attributes();
    }

    @Override
    public StoreHealth health() {
        return StoreHealth.well(new TreeMap<>(Map.of("store", "memory", "durable", "no")));
    }

    @Override
    public void close() {
        // Nothing to release: the content goes with the object.
    }

    private MemoryCollection collection(String name) {
        return resolve(name).map(collections::get).orElseThrow(() -> new UnknownCollectionException(name));
    }
}
