package dev.weft.vectorstore.lucene;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.AttributeType;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.CollectionStatistics;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.WriteOutcome;
import dev.weft.vectorstore.spi.AttributeTypes;
import dev.weft.vectorstore.spi.Dimensions;
import dev.weft.vectorstore.spi.VersionRules;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

/**
 * One index. Writers take turns, as each compares its versions with what is stored; searches go on beside them, each on the newest snapshot.
 *
 * <p>When a write fails in the middle, Lucene closes the writer. If the disk was full, the next write or sync opens a new one at the last commit, and
 * what was written since is lost: that is counted, so that nobody takes it for durable. Searches go on with what they saw until then. After
 * any other failure this collection refuses to write and to sync until the store is opened again.
 */
final class LuceneCollection implements Closeable {

    private final CollectionSchema schema;
    private final Directory directory;
    private volatile OpenIndex index;
    private final AtomicLong losses;
    private final ReentrantLock writing = new ReentrantLock();

    private LuceneCollection(CollectionSchema schema, Directory directory, OpenIndex index, AtomicLong losses) {
        this.schema = schema;
        this.directory = directory;
        this.index = index;
        this.losses = losses;
    }

    /**
     * Makes the index, durably.
     *
     * @param losses is counted up whenever writes were lost that had not been synced
     */
    static LuceneCollection create(Directory directory, CollectionSchema schema, AtomicLong losses) throws IOException {
        return open(directory, Optional.of(schema), losses);
    }

    static LuceneCollection open(Directory directory, AtomicLong losses) throws IOException {
        return open(directory, Optional.empty(), losses);
    }

    /** @param directory is closed with the collection, and if it can't be opened */
    private static LuceneCollection open(Directory directory, Optional<CollectionSchema> wanted, AtomicLong losses)
            throws IOException {
        OpenIndex index = null;
        try {
            index = OpenIndex.of(directory);
            CollectionSchema schema;
            if (wanted.isPresent()) {
                schema = wanted.get();
                index.commit(CommitData.of(schema));
            } else {
                schema = CommitData.schema(index.writer().getLiveCommitData());
            }
            return new LuceneCollection(schema, directory, index, losses);
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(index, directory);
            throw e;
        }
    }

    CollectionSchema schema() {
        return schema;
    }

    List<WriteOutcome> apply(List<Mutation> mutations) {
        Dimensions.requireWritable(schema, mutations);
        writing.lock();
        try {
            OpenIndex open = writable();
            // Also makes the rest of a batch visible that failed half-way: versions are compared with what is really
            // there.
            open.searchers().maybeRefreshBlocking();
            Map<MediaKey, Mutation> winners = new LinkedHashMap<>();
            List<WriteOutcome> outcomes = reading(reader -> decide(reader, mutations, winners));
            for (Mutation winner : winners.values()) {
                open.writer().updateDocuments(Fields.key(winner.key()), ItemDocuments.of(winner));
            }
            open.searchers().maybeRefreshBlocking();
            return outcomes;
        } catch (IOException | AlreadyClosedException e) {
            throw Failures.of("write to collection " + schema.name(), e);
        } finally {
            writing.unlock();
        }
    }

    /** To be called while writing is locked. */
    private OpenIndex writable() throws IOException {
        OpenIndex before = index;
        if (before.isOutOfDisk()) {
            // Counted first: whoever sees the new writer's sync succeed must see this, too.
            losses.incrementAndGet();
            index = OpenIndex.of(directory);
            IOUtils.closeWhileHandlingException(before);
        }
        return index;
    }

    /** Decides each mutation against the snapshot and the ones before it, and leaves the last applied one of each key. */
    private static List<WriteOutcome> decide(
            IndexReader reader, List<Mutation> mutations, Map<MediaKey, Mutation> winners) throws IOException {
        List<WriteOutcome> outcomes = new ArrayList<>(mutations.size());
        Map<MediaKey, Optional<StoredVersion>> versions = new HashMap<>();
        for (Mutation mutation : mutations) {
            MediaKey key = mutation.key();
            Optional<StoredVersion> stored = versions.get(key);
            if (stored == null) {
                Optional<Located> located = Located.find(reader, key);
                stored = located.isPresent() ? Optional.of(located.get().version(key)) : Optional.empty();
            }
            WriteOutcome outcome = VersionRules.decide(stored, mutation);
            if (outcome == WriteOutcome.APPLIED) {
                winners.put(key, mutation);
                stored = Optional.of(new StoredVersion(key, mutation.version(), mutation instanceof Mutation.Delete));
            }
            versions.put(key, stored);
            outcomes.add(outcome);
        }
        return outcomes;
    }

    void sync() {
        try {
            current().writer().commit();
        } catch (IOException | AlreadyClosedException e) {
            throw Failures.of("make collection " + schema.name() + " durable", e);
        }
    }

    /** Without waiting for a write in progress, as long as there is nothing to open. */
    private OpenIndex current() throws IOException {
        if (!index.isOutOfDisk()) {
            return index;
        }
        writing.lock();
        try {
            return writable();
        } finally {
            writing.unlock();
        }
    }

    List<List<Hit>> search(List<VectorQuery> queries) {
        Dimensions.requireSearchable(schema, queries);
        return searching(searcher -> {
            requireKnownFields(searcher.getIndexReader(), queries);
            List<List<Hit>> results = new ArrayList<>(queries.size());
            for (VectorQuery query : queries) {
                results.add(NearestRows.search(searcher, query));
            }
            return results;
        });
    }

    /** Looks for the known attributes only when a filter names some: it costs more than a small search. */
    private static void requireKnownFields(IndexReader reader, List<VectorQuery> queries) {
        if (queries.stream().anyMatch(query -> !query.filter().fields().isEmpty())) {
            SortedMap<String, AttributeType> known = attributes(reader);
            queries.forEach(query -> AttributeTypes.requireKnown(query.filter(), known));
        }
    }

    Map<MediaKey, StoredMedia> get(Collection<MediaKey> keys) {
        return reading(reader -> {
            Map<MediaKey, StoredMedia> found = new LinkedHashMap<>();
            for (MediaKey key : keys) {
                Optional<Located> located = Located.find(reader, key);
                if (located.isPresent() && !located.get().isDeleted()) {
                    found.put(key, ItemReader.media(key, located.get()));
                }
            }
            return found;
        });
    }

    List<StoredVersion> scan(Optional<MediaKey> after, int limit) {
        return reading(reader -> VersionScan.page(reader, after, limit));
    }

    CollectionStatistics statistics() {
        return searching(searcher -> {
            long tombstones = searcher.count(new TermQuery(new Term(Fields.TOMBSTONE, Fields.TOMBSTONE_YES)));
            long rows = searcher.getIndexReader().numDocs() - tombstones;
            return new CollectionStatistics(schema, rows, tombstones, OptionalLong.of(bytes()));
        });
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (String file : directory.listAll()) {
            bytes += length(file);
        }
        return bytes;
    }

    /** Nothing for a file that a merge removed after it was listed. */
    private long length(String file) throws IOException {
        try {
            return directory.fileLength(file);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return 0;
        }
    }

    /** Lucene closes a writer whose write failed in the middle. */
    boolean isWritable() {
        return index.writer().isOpen();
    }

    SortedMap<String, AttributeType> attributes() {
        return reading(LuceneCollection::attributes);
    }

    private static SortedMap<String, AttributeType> attributes(IndexReader reader) {
        SortedMap<String, AttributeType> attributes = new TreeMap<>();
        for (FieldInfo field : FieldInfos.getMergedFieldInfos(reader)) {
            for (AttributeType type : AttributeType.values()) {
                if (field.name.startsWith(Fields.prefix(type))) {
                    String name = field.name.substring(Fields.prefix(type).length());
                    attributes.merge(name, type, AttributeTypes::widest);
                }
            }
        }
        return attributes;
    }

    private <T> T reading(Task<IndexReader, T> task) {
        return searching(searcher -> task.run(searcher.getIndexReader()));
    }

    private <T> T searching(Task<IndexSearcher, T> task) {
        try {
            IndexSearcher searcher = acquire();
            try {
                return task.run(searcher);
            } finally {
                searcher.getIndexReader().decRef();
            }
        } catch (IOException | AlreadyClosedException e) {
            throw Failures.of("read collection " + schema.name(), e);
        }
    }

    /** @return to be released with its reader's {@code decRef}, as the index may be another one by then */
    private IndexSearcher acquire() throws IOException {
        while (true) {
            OpenIndex open = index;
            try {
                return open.searchers().acquire();
            } catch (AlreadyClosedException e) {
                if (open.equals(index)) {
                    throw e;
                }
            }
        }
    }

    /** Commits and closes. After a failed write there is nothing to commit: the last commit stays. */
    @Override
    public void close() throws IOException {
        writing.lock();
        try {
            IOUtils.close(index, directory);
        } finally {
            writing.unlock();
        }
    }

    @FunctionalInterface
    private interface Task<S, T> {
        T run(S source) throws IOException;
    }
}
