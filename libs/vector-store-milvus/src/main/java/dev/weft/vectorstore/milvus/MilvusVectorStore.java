package dev.weft.vectorstore.milvus;

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
import dev.weft.vectorstore.VectorStoreException;
import dev.weft.vectorstore.WriteOutcome;
import io.milvus.v2.service.utility.response.CheckHealthResp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A Milvus server's collections; several processes may write and search the same ones. Thread-safe. */
final class MilvusVectorStore implements VectorStore {

    private final MilvusSettings settings;
    private final MilvusConnection server;
    private final Capabilities capabilities;
    private final Catalogue catalogue;
    private final OpenCollections open;
    private final PurgeSchedule purges;
    private volatile boolean closed;

    private MilvusVectorStore(
            MilvusSettings settings, MilvusConnection server, Capabilities capabilities, Clock clock) {
        this.settings = settings;
        this.server = server;
        this.capabilities = capabilities;
        this.catalogue = new Catalogue(server, settings, capabilities);
        this.open = new OpenCollections(
                catalogue, info -> new MilvusCollection(server, info, settings, capabilities, clock));
        this.purges = new PurgeSchedule(settings.tombstones(), clock);
    }

    /** Connects and finds out what the server does, which takes some seconds on a large one. */
    static MilvusVectorStore open(MilvusSettings settings) {
        return open(settings, Clock.systemUTC());
    }

    static MilvusVectorStore open(MilvusSettings settings, Clock clock) {
        MilvusConnection server = MilvusConnection.open(settings);
        try {
            Capabilities capabilities = new CapabilityProbe(server, settings.design(), clock).run();
            if (settings.design().format() == VectorFormat.FLOAT16 && !capabilities.halfVectors()) {
                throw new IllegalArgumentException("Milvus " + capabilities.version() + " has no index "
                        + settings.design().index().type()
                        + " for vectors=FLOAT16; choose another index or vectors=FLOAT");
            }
            return new MilvusVectorStore(settings, server, capabilities, clock);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Connects to a server of which is known what it does. */
    static MilvusVectorStore open(MilvusSettings settings, Capabilities capabilities, Clock clock) {
        return new MilvusVectorStore(settings, MilvusConnection.open(settings), capabilities, clock);
    }

    Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public void createCollection(CollectionSchema schema) {
        requireOpen();
        catalogue.create(schema);
    }

    @Override
    public void dropCollection(String collection) {
        requireOpen();
        catalogue.drop(collection);
        open.forget();
    }

    @Override
    public List<String> collections() {
        requireOpen();
        return catalogue.collections();
    }

    @Override
    public void setAlias(String alias, String collection) {
        requireOpen();
        catalogue.setAlias(alias, collection);
        open.forget();
    }

    @Override
    public Optional<String> resolve(String aliasOrCollection) {
        requireOpen();
        return catalogue.resolve(aliasOrCollection);
    }

    @Override
    public List<WriteOutcome> apply(String collection, List<Mutation> mutations) {
        requireOpen();
        return open.with(collection, found -> found.apply(mutations));
    }

    /** Nothing waits to be written: a write is in the server's log when it is acknowledged. From time to time old deletions are forgotten here. */
    @Override
    public void sync() {
        requireOpen();
        if (purges.isDue()) {
            open.all().forEach(MilvusCollection::purge);
        }
    }

    @Override
    public List<List<Hit>> search(String collection, List<VectorQuery> queries) {
        requireOpen();
        return open.with(collection, found -> found.search(queries));
    }

    @Override
    public Map<MediaKey, StoredMedia> get(String collection, Collection<MediaKey> keys) {
        requireOpen();
        return open.with(collection, found -> found.get(keys));
    }

    @Override
    public List<StoredVersion> scan(String collection, Optional<MediaKey> after, int limit) {
        requireOpen();
        return open.with(collection, found -> found.scan(after, limit));
    }

    @Override
    public CollectionStatistics statistics(String collection) {
        requireOpen();
        return open.with(collection, MilvusCollection::statistics);
    }

    @Override
    public SortedMap<String, AttributeType> attributes(String collection) {
        requireOpen();
        return open.with(collection, MilvusCollection::attributes);
    }

    /** Asks the server, and waits no longer than for a connection. */
    @Override
    public StoreHealth health() {
        SortedMap<String, String> told = capabilities.describe(settings);
        if (closed) {
            return StoreHealth.ill("the vector store at " + settings.where() + " is closed", told);
        }
        try {
            CheckHealthResp health = server.callBriefly(
                    "ask Milvus at " + settings.where() + " for its health", client -> client.checkHealth());
            return Boolean.TRUE.equals(health.getIsHealthy())
                    ? StoreHealth.well(told)
                    : StoreHealth.ill(
                            "Milvus at " + settings.where() + " is not healthy: "
                                    + String.join("; ", health.getReasons()),
                            told);
        } catch (VectorStoreException e) {
            return StoreHealth.ill(String.valueOf(e.getMessage()), told);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            server.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the vector store at " + settings.where() + " is closed");
        }
    }
}
