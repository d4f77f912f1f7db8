package dev.weft.embedder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weft.core.Modality;
import dev.weft.core.Sha256;
import dev.weft.inference.EmbeddingModel;
import dev.weft.preparation.ContentKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the model said of contents seen lately, by tower and content hash: captions repeat, and an item whose attributes change keeps its picture. In
 * memory, and for one model; whose heads made a vector is said with it. Safe for use by several threads.
 */
final class RecentVectors {

    /** @param towerId names the tower by its content, so another tower's vectors are never taken for its own */
    private record Key(String towerId, Sha256 content) {}

    private final EmbeddingModel model;
    private final Map<Modality, Cache<Key, PartVectors>> caches = new EnumMap<>(Modality.class);

    /** @param maxEntries per tower; 0 remembers nothing */
    RecentVectors(int maxEntries, EmbeddingModel model) {
        this.model = model;
        for (Modality modality : model.modalities()) {
            // Runs eviction on the calling thread: no common pool, and a size that tests can rely on.
            caches.put(
                    modality,
                    Caffeine.newBuilder()
                            .maximumSize(maxEntries)
                            .executor(Runnable::run)
                            .build());
        }
    }

    Optional<PartVectors> find(ContentKey content) {
        return Optional.ofNullable(of(content.modality()).getIfPresent(key(content)));
    }

    void remember(ContentKey content, PartVectors vectors) {
        of(content.modality()).put(key(content), vectors);
    }

    private Key key(ContentKey content) {
        return new Key(model.towerId(content.modality()), content.sha256());
    }

    private Cache<Key, PartVectors> of(Modality modality) {
        Cache<Key, PartVectors> cache = caches.get(modality);
        if (cache == null) {
            throw new IllegalStateException("there is a cache for every tower of the model, got " + modality);
        }
        return cache;
    }
}
