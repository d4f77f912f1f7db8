package dev.weft.vectorstore;

import dev.weft.core.MediaKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** One user's handle of a shared store. */
final class SharedVectorStore implements VectorStore {

    private final VectorStore store;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    SharedVectorStore(VectorStore store, Runnable release) {
        this.store = store;
        this.release = release;
    }

    @Override
    public void createCollection(CollectionSchema schema) {
        open().createCollection(schema);
    }

    @Override
    public void dropCollection(String collection) {
        open().dropCollection(collection);
    }

    @Override
    public List<String> collections() {
        return open().collections();
    }

    @Override
    public void setAlias(String alias, String collection) {
        open().setAlias(alias, collection);
    }

    @Override
    public Optional<String> resolve(String aliasOrCollection) {
        return open().resolve(aliasOrCollection);
    }

    @Override
    public List<WriteOutcome> apply(String collection, List<Mutation> mutations) {
        return open().apply(collection, mutations);
    }

    @Override
    public void sync() {
        open().sync();
    }

    @Override
    public long losses() {
        return open().losses();
    }

    @Override
    public List<List<Hit>> search(String collection, List<VectorQuery> queries) {
        return open().search(collection, queries);
    }

    @Override
    public Map<MediaKey, StoredMedia> get(String collection, Collection<MediaKey> keys) {
        return open().get(collection, keys);
    }

    @Override
    public List<StoredVersion> scan(String collection, Optional<MediaKey> after, int limit) {
        return open().scan(collection, after, limit);
    }

    @Override
    public CollectionStatistics statistics(String collection) {
        return open().statistics(collection);
    }

    @Override
    public SortedMap<String, AttributeType> attributes(String collection) {
        return open().attributes(collection);
    }

    @Override
    public StoreHealth health() {
        return open().health();
    }

    /** Syncs even when others go on using the store: this user's writes are durable then, as the interface promises. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                store.sync();
            } finally {
                release.run();
            }
        }
    }

    private VectorStore open() {
        if (closed.get()) {
            throw new IllegalStateException("this handle of the vector store is closed; open the store again");
        }
        return store;
    }
}
