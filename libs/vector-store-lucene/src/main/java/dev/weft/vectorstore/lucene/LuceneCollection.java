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
import java.nio.file.Path;
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
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;

/**
 * One index. Writers take turns, as each compares its versions with what is stored; searches go on beside them, each on the newest snapshot.
 *
 * <p>When a write fails in the middle, as on a full disk, Lucene closes the writer: this collection then refuses to write and to sync until the
 * store is opened again, so that nobody takes what was lost for durable.
 */
final class LuceneCollection implements Closeable {

    private final CollectionSchema schema;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final ReentrantLock writing = new ReentrantLock();

    private LuceneCollection(
            CollectionSchema schema, Directory directory, IndexWriter writer, SearcherManager searchers) {
        this.schema = schema;
        this.directory = directory;
        this.writer = writer;
        this.searchers = searchers;
    }

    /** Makes the index, durably. */
    static LuceneCollection create(Path folder, CollectionSchema schema) throws IOException {
        return open(folder, Optional.of(schema));
    }

    static LuceneCollection open(Path folder) throws IOException {
        return open(folder, Optional.empty());
    }

    private static LuceneCollection open(Path folder, Optional<CollectionSchema> wanted) throws IOException {
        Directory directory = new MMapDirectory(folder);
        IndexWriter writer = null;
        try {
            writer = new IndexWriter(directory, WriterSettings.create());
            CollectionSchema schema;
            if (wanted.isPresent()) {
                schema = wanted.get();
                writer.setLiveCommitData(CommitData.of(schema).entrySet());
                writer.commit();
            } else {
                schema = CommitData.schema(writer.getLiveCommitData());
            }
            return new LuceneCollection(schema, directory, writer, new SearcherManager(writer, null));
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(writer, directory);
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
            // Also makes the rest of a batch visible that failed half-way: versions are compared with what is really
            // there.
            searchers.maybeRefreshBlocking();
            Map<MediaKey, Mutation> winners = new LinkedHashMap<>();
            List<WriteOutcome> outcomes = reading(reader -> decide(reader, mutations, winners));
            for (Mutation winner : winners.values()) {
                writer.updateDocuments(Fields.key(winner.key()), ItemDocuments.of(winner));
            }
            searchers.maybeRefreshBlocking();
            return outcomes;
        } catch (IOException | AlreadyClosedException e) {
            throw Failures.of("write to collection " + schema.name(), e);
        } finally {
            writing.unlock();
        }
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
            writer.commit();
        } catch (IOException | AlreadyClosedException e) {
            throw Failures.of("make collection " + schema.name() + " durable", e);
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
        return writer.isOpen();
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
            IndexSearcher searcher = searchers.acquire();
            try {
                return task.run(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException | AlreadyClosedException e) {
            throw Failures.of("read collection " + schema.name(), e);
        }
    }

    /** Commits and closes. After a failed write there is nothing to commit: the last commit stays. */
    @Override
    public void close() throws IOException {
        writing.lock();
        try {
            IOUtils.close(searchers, writer, directory);
        } finally {
            writing.unlock();
        }
    }

    @FunctionalInterface
    private interface Task<S, T> {
        T run(S source) throws IOException;
    }
}
