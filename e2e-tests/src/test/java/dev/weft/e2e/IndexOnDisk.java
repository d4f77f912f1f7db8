package dev.weft.e2e;

import dev.weft.core.MediaKey;
import dev.weft.core.ReleaseId;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The index of a stopped standalone, changed behind its back. Versions only grow in a collection, so it is made anew from what it holds, as a restore
 * from somewhere else would make it.
 */
final class IndexOnDisk {

    private static final String ALIAS = "catalog";
    private static final int PAGE = 1_000;

    private final Path folder;

    IndexOnDisk(Path folder) {
        this.folder = folder;
    }

    /** Changes what an index holds, by key: live items as puts, remembered deletions as deletes. */
    @FunctionalInterface
    interface Change {
        void apply(Map<MediaKey, Mutation> content);
    }

    /** Writes the index with this change. */
    void rewrite(Change change) {
        try (VectorStore store = VectorStores.open("lucene:" + folder)) {
            String collection = store.resolve(ALIAS).orElseThrow();
            CollectionSchema schema = store.statistics(collection).schema();
            Map<MediaKey, Mutation> content = content(store, collection);
            change.apply(content);
            // A collection that is named by an alias can't be dropped.
            CollectionSchema aside = new CollectionSchema(new ReleaseId("aside", 1), schema.dimension());
            store.createCollection(aside);
            store.setAlias(ALIAS, aside.name());
            store.dropCollection(collection);
            store.createCollection(schema);
            store.apply(collection, new ArrayList<>(content.values()));
            store.setAlias(ALIAS, collection);
            store.dropCollection(aside.name());
        }
    }

    private static Map<MediaKey, Mutation> content(VectorStore store, String collection) {
        List<StoredVersion> versions = store.scan(collection, Optional.empty(), PAGE);
        if (versions.size() == PAGE) {
            throw new IllegalStateException("this is for indexes of fewer items than " + PAGE);
        }
        Map<MediaKey, StoredMedia> live =
                store.get(collection, versions.stream().map(StoredVersion::key).toList());
        Map<MediaKey, Mutation> content = new TreeMap<>(Comparator.comparing(MediaKey::toString));
        for (StoredVersion version : versions) {
            content.put(
                    version.key(),
                    version.deleted()
                            ? new Mutation.Delete(version.key(), version.version())
                            : put(Objects.requireNonNull(live.get(version.key()))));
        }
        return content;
    }

    private static Mutation.Put put(StoredMedia media) {
        return new Mutation.Put(
                media.key(), media.version(), media.release(), media.family(), media.attributes(), media.rows());
    }

    /** What another item holds, as this item in this version. */
    static Mutation.Put as(MediaKey key, long version, Mutation other) {
        Mutation.Put put = (Mutation.Put) other;
        return new Mutation.Put(key, version, put.release(), put.family(), put.attributes(), put.rows());
    }
}
