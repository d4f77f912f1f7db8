package dev.weft.vectorstore.lucene;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.AttributeType;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.CollectionStatistics;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.StoreHealth;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.UnknownCollectionException;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.WriteOutcome;
import dev.weft.vectorstore.spi.AliasTable;
import dev.weft.vectorstore.spi.Dimensions;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.Version;

/** One index per collection below a folder that this process has for itself. Thread-safe. */
final class LuceneVectorStore implements VectorStore {

    private final StoreFolder folder;
    private final Directories directories;
    private final ConcurrentSkipListMap<String, LuceneCollection> collections;
    private final AtomicLong losses;
    private volatile AliasTable aliases;
    private volatile boolean closed;

    private LuceneVectorStore(
            StoreFolder folder,
            Directories directories,
            ConcurrentSkipListMap<String, LuceneCollection> collections,
            AtomicLong losses,
            AliasTable aliases) {
        this.folder = folder;
        this.directories = directories;
        this.collections = collections;
        this.losses = losses;
        this.aliases = aliases;
    }

    static LuceneVectorStore open(Path root) throws IOException {
        return open(root, MMapDirectory::new);
    }

    static LuceneVectorStore open(Path root, Directories directories) throws IOException {
        StoreFolder folder = StoreFolder.lock(root);
        ConcurrentSkipListMap<String, LuceneCollection> collections = new ConcurrentSkipListMap<>();
        AtomicLong losses = new AtomicLong();
        try {
            for (Path index : folder.indexes()) {
                LuceneCollection collection = LuceneCollection.open(directories.open(index), losses);
                collections.put(collection.schema().name(), collection);
            }
            return new LuceneVectorStore(
                    folder, directories, collections, losses, folder.aliases().read());
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(collections.values());
            IOUtils.closeWhileHandlingException(folder);
            throw e;
        }
    }

    @Override
    public synchronized void createCollection(CollectionSchema schema) {
        requireOpen();
        String name = schema.name();
        if (aliases.targets().containsKey(name)) {
            throw new IllegalArgumentException("'" + name + "' is the name of an alias");
        }
        LuceneCollection existing = collections.get(name);
        if (existing != null) {
            Dimensions.requireSame(existing.schema(), schema);
            return;
        }
        try {
            collections.put(name, LuceneCollection.create(directories.open(folder.createIndex(name)), schema, losses));
        } catch (IOException e) {
            throw Failures.of("create collection " + name, e);
        }
    }

    @Override
    public synchronized void dropCollection(String name) {
        requireOpen();
        aliases.requireUnused(name);
        LuceneCollection collection = collections.remove(name);
        if (collection == null) {
            return;
        }
        try {
            collection.close();
            folder.removeIndex(name);
        } catch (IOException e) {
            throw Failures.of("drop collection " + name, e);
        }
    }

    @Override
    public List<String> collections() {
        requireOpen();
        return List.copyOf(collections.keySet());
    }

    @Override
    public synchronized void setAlias(String alias, String collection) {
        requireOpen();
        AliasTable changed = aliases.with(alias, collection, collections.keySet());
        try {
            folder.aliases().write(changed);
        } catch (IOException e) {
            throw Failures.of("point alias " + alias + " at " + collection, e);
        }
        aliases = changed;
    }

    @Override
    public Optional<String> resolve(String aliasOrCollection) {
        requireOpen();
        return aliases.resolve(aliasOrCollection, collections.keySet());
    }

    @Override
    public List<WriteOutcome> apply(String collection, List<Mutation> mutations) {
        return collection(collection).apply(mutations);
    }

    @Override
    public void sync() {
        requireOpen();
        collections.values().forEach(LuceneCollection::sync);
    }

    @Override
    public long losses() {
        return losses.get();
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

    /** Ill when it is closed, or a write has failed in the middle, as on a full disk. */
    @Override
    public StoreHealth health() {
        SortedMap<String, String> capabilities = new TreeMap<>(
                Map.of("store", "lucene " + Version.LATEST, "folder", folder.toString(), "durable", "after a sync"));
        if (closed) {
            return StoreHealth.ill("the vector store in " + folder + " is closed", capabilities);
        }
        return collections.values().stream()
                .filter(collection -> !collection.isWritable())
                .findFirst()
                .map(broken -> StoreHealth.ill(
                        "collection " + broken.schema().name()
                                + " can't be written since a write has failed; make room on the disk, and start again if that does not help",
                        capabilities))
                .orElseGet(() -> StoreHealth.well(capabilities));
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<Closeable> parts = new ArrayList<>(collections.values());
        parts.add(folder);
        try {
            IOUtils.close(parts);
        } catch (IOException e) {
            throw Failures.of("close the vector store in " + folder, e);
        }
    }

    private LuceneCollection collection(String name) {
        return resolve(name).map(collections::get).orElseThrow(() -> new UnknownCollectionException(name));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the vector store in " + folder + " is closed");
        }
    }
}
