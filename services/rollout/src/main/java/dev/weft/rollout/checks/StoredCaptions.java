package dev.weft.rollout.checks;

import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.PartKey;
import dev.weft.rollout.features.ReleaseFeatures;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Stands in for people's queries: the captions of some items, or whatever they have where there are none. No tower runs: their features are stored. */
public final class StoredCaptions {

    private final VectorStore store;
    private final ReleaseFeatures live;
    private final ReleaseFeatures next;
    private final String collection;

    /** @param collection whose items are drawn from, evenly */
    public StoredCaptions(VectorStore store, ReleaseFeatures live, ReleaseFeatures next, String collection) {
        this.store = store;
        this.live = live;
        this.next = next;
        this.collection = collection;
    }

    /** At most so many questions, fewer where features of one of the releases are missing. */
    public List<ShadowPair> draw(int limit) {
        Reservoir<MediaKey> sample = new Reservoir<>(limit, new Random());
        new StoredVersions(store, collection).forEachRemaining(item -> {
            if (!item.deleted()) {
                sample.offer(item.key());
            }
        });
        List<ShadowPair> queries = new ArrayList<>();
        for (StoredMedia item : store.get(collection, sample.kept()).values()) {
            item.rows().stream()
                    .min(Comparator.comparing(row -> row.modality() != Modality.TEXT))
                    .flatMap(row -> pair(item.key(), row))
                    .ifPresent(queries::add);
        }
        return queries;
    }

    private Optional<ShadowPair> pair(MediaKey key, VectorRow row) {
        return query(live, key, row)
                .flatMap(ofLive -> query(next, key, row).map(ofNext -> new ShadowPair(ofLive, ofNext)));
    }

    private static Optional<ShadowQuery> query(ReleaseFeatures features, MediaKey key, VectorRow row) {
        return features.find(List.of(new ReleaseFeatures.Wanted(new PartKey(key, row.part()), row.modality())))
                .getFirst()
                .map(feature -> new ShadowQuery(key.tenant(), row.modality(), feature.vector()));
    }
}
