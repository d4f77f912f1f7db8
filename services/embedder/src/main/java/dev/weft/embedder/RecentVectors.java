package dev.weft.embedder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weft.core.Modality;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The vectors of contents seen lately, per tower: captions repeat, and an item whose attributes change keeps its picture. Belongs to one
 * model. Safe for use by several threads.
 */
final class RecentVectors {

    private final Map<Modality, Cache<ContentKey, PartVectors>> caches = new EnumMap<>(Modality.class);

    /** @param maxEntries per tower; 0 remembers nothing */
    RecentVectors(int maxEntries) {
        for (Modality modality : Modality.values()) {
            // Runs eviction on the calling thread: no common pool, and a size that tests can rely on.
            caches.put(
                    modality,
                    Caffeine.newBuilder()
                            .maximumSize(maxEntries)
                            .executor(Runnable::run)
                            .build());
        }
    }

    Optional<PartVectors> find(ContentKey key) {
        return Optional.ofNullable(of(key).getIfPresent(key));
    }

    void remember(ContentKey key, PartVectors vectors) {
        of(key).put(key, vectors);
    }

    private Cache<ContentKey, PartVectors> of(ContentKey key) {
        Cache<ContentKey, PartVectors> cache = caches.get(key.modality());
        if (cache == null) {
            throw new IllegalStateException("there is a cache for every modality, got " + key.modality());
        }
        return cache;
    }
}
