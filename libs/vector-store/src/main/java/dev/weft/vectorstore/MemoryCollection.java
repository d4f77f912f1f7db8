package dev.weft.vectorstore;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.spi.AttributeTypes;
import dev.weft.vectorstore.spi.Dimensions;
import dev.weft.vectorstore.spi.VersionRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Items by key, with the newest version of each or the memory of its deletion. */
final class MemoryCollection {

    private final CollectionSchema schema;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final TreeMap<String, Mutation> items = new TreeMap<>();

    MemoryCollection(CollectionSchema schema) {
        this.schema = schema;
    }

    CollectionSchema schema() {
        return schema;
    }

    List<WriteOutcome> apply(List<Mutation> mutations) {
        Dimensions.requireWritable(schema, mutations);
        lock.writeLock().lock();
        try {
            return mutations.stream().map(this::apply).toList();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private WriteOutcome apply(Mutation mutation) {
        String key = mutation.key().toString();
        Optional<StoredVersion> stored = Optional.ofNullable(items.get(key)).map(MemoryCollection::version);
        WriteOutcome outcome = VersionRules.decide(stored, mutation);
        if (outcome == WriteOutcome.APPLIED) {
            items.put(key, mutation);
        }
        return outcome;
    }

    List<List<Hit>> search(List<VectorQuery> queries) {
        Dimensions.requireSearchable(schema, queries);
        lock.readLock().lock();
        try {
            SortedMap<String, AttributeType> known = knownAttributes();
            queries.forEach(query -> AttributeTypes.requireKnown(query.filter(), known));
            return queries.stream().map(this::search).toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    private List<Hit> search(VectorQuery query) {
        List<Hit> hits = new ArrayList<>();
        for (Mutation.Put put : live()) {
            if (put.key().tenant().equals(query.tenant())
                    && !query.excluded().equals(Optional.of(put.key()))
                    && FilterEvaluator.matches(query.filter(), put)) {
                addHits(put, query, hits);
            }
        }
        hits.sort(Hit.BEST_FIRST);
        return List.copyOf(hits.subList(0, Math.min(query.k(), hits.size())));
    }

    private static void addHits(Mutation.Put put, VectorQuery query, List<Hit> hits) {
        for (VectorRow row : put.rows()) {
            if (query.modalities().contains(row.modality())) {
                float cosine = Math.clamp(row.vector().cosine(query.vector()), -1f, 1f);
                hits.add(new Hit(put.key(), row.part(), row.modality(), put.version(), put.release(), cosine));
            }
        }
    }

    Map<MediaKey, StoredMedia> get(Collection<MediaKey> keys) {
        lock.readLock().lock();
        try {
            Map<MediaKey, StoredMedia> found = new LinkedHashMap<>();
            for (MediaKey key : keys) {
                if (items.get(key.toString()) instanceof Mutation.Put put) {
                    found.put(
                            key,
                            new StoredMedia(
                                    key, put.version(), put.release(), put.family(), put.attributes(), put.rows()));
                }
            }
            return found;
        } finally {
            lock.readLock().unlock();
        }
    }

    List<StoredVersion> scan(Optional<MediaKey> after, int limit) {
        lock.readLock().lock();
        try {
            SortedMap<String, Mutation> rest = after.<SortedMap<String, Mutation>>map(
                            key -> items.tailMap(key.toString(), false))
                    .orElse(items);
            return rest.values().stream()
                    .limit(limit)
                    .map(MemoryCollection::version)
                    .toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    CollectionStatistics statistics() {
        lock.readLock().lock();
        try {
            List<Mutation.Put> live = live();
            long rows = live.stream().mapToLong(put -> put.rows().size()).sum();
            return new CollectionStatistics(schema, rows, items.size() - live.size(), OptionalLong.empty());
        } finally {
            lock.readLock().unlock();
        }
    }

    SortedMap<String, AttributeType> attributes() {
        lock.readLock().lock();
        try {
            return knownAttributes();
        } finally {
            lock.readLock().unlock();
        }
    }

    private SortedMap<String, AttributeType> knownAttributes() {
        SortedMap<String, AttributeType> known = new TreeMap<>();
        for (Mutation.Put put : live()) {
            AttributeTypes.of(put.attributes())
                    .forEach((name, type) -> known.merge(name, type, AttributeTypes::widest));
        }
        return known;
    }

    private List<Mutation.Put> live() {
        return items.values().stream()
                .filter(Mutation.Put.class::isInstance)
                .map(Mutation.Put.class::cast)
                .toList();
    }

    private static StoredVersion version(Mutation mutation) {
        return new StoredVersion(mutation.key(), mutation.version(), mutation instanceof Mutation.Delete);
    }
}
