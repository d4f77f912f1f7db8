package dev.weft.sink;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.AttributeType;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.CollectionStatistics;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.StoreHealth;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import dev.weft.vectorstore.WriteOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/** A store that does what another does: one in memory of its own, if none is given. It stays open for the assertions after the sink's end. */
class ForwardingStore implements VectorStore {

    private final VectorStore real;

    ForwardingStore() {
        this(VectorStores.open("memory:" + UUID.randomUUID()));
    }

    ForwardingStore(VectorStore real) {
        this.real = real;
    }

    @Override
    public List<WriteOutcome> apply(String collection, List<Mutation> mutations) {
        return real.apply(collection, mutations);
    }

    @Override
    public long losses() {
        return real.losses();
    }

    @Override
    public void sync() {
        real.sync();
    }

    @Override
    public void createCollection(CollectionSchema schema) {
        real.createCollection(schema);
    }

    @Override
    public void dropCollection(String collection) {
        real.dropCollection(collection);
    }

    @Override
    public List<String> collections() {
        return real.collections();
    }

    @Override
    public void setAlias(String alias, String collection) {
        real.setAlias(alias, collection);
    }

    @Override
    public Optional<String> resolve(String aliasOrCollection) {
        return real.resolve(aliasOrCollection);
    }

    @Override
    public List<List<Hit>> search(String collection, List<VectorQuery> queries) {
        return real.search(collection, queries);
    }

    @Override
    public Map<MediaKey, StoredMedia> get(String collection, Collection<MediaKey> keys) {
        return real.get(collection, keys);
    }

    @Override
    public List<StoredVersion> scan(String collection, Optional<MediaKey> after, int limit) {
        return real.scan(collection, after, limit);
    }

    @Override
    public CollectionStatistics statistics(String collection) {
        return real.statistics(collection);
    }

    @Override
    public StoreHealth health() {
        return real.health();
    }

    @Override
    public SortedMap<String, AttributeType> attributes(String collection) {
        return real.attributes(collection);
    }

    @Override
    public void close() {
        // Kept for the assertions after the sink's end.
    }
}
