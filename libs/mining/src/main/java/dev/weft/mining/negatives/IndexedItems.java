package dev.weft.mining.negatives;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weft.core.MediaKey;
import dev.weft.core.ReleaseId;
import dev.weft.vectorstore.VectorStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads items from the collection of a release, many in one call, and remembers the last ones. Not thread-safe. */
final class IndexedItems {

    private static final int PER_CALL = 1_000;

    private final VectorStore store;
    private final String collection;
    private final Cache<MediaKey, IndexedItem> remembered;

    /** @param remembered how many items are kept, of two vectors each */
    IndexedItems(VectorStore store, ReleaseId release, int remembered) {
        this.store = store;
        this.collection = release.collection();
        this.remembered = Caffeine.newBuilder().maximumSize(remembered).build();
    }

    /** As they are now. */
    Map<MediaKey, IndexedItem> fresh(Collection<MediaKey> keys) {
        remembered.invalidateAll(keys);
        return find(keys, Map.of());
    }

    /**
     * At least as new as wanted.
     *
     * @param versions that a search has just seen
     */
    Map<MediaKey, IndexedItem> find(Collection<MediaKey> keys, Map<MediaKey, Long> versions) {
        Map<MediaKey, IndexedItem> found = new HashMap<>();
        List<MediaKey> missing = new ArrayList<>();
        for (MediaKey key : keys) {
            IndexedItem known = remembered.getIfPresent(key);
            if (known != null && known.version() >= versions.getOrDefault(key, 0L)) {
                found.put(key, known);
            } else {
                missing.add(key);
            }
        }
        for (int from = 0; from < missing.size(); from += PER_CALL) {
            List<MediaKey> some = missing.subList(from, Math.min(missing.size(), from + PER_CALL));
            store.get(collection, some).forEach((key, media) -> {
                IndexedItem item = IndexedItem.of(media);
                remembered.put(key, item);
                found.put(key, item);
            });
        }
        return found;
    }
}
