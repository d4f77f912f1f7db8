package dev.weft.rollout.checks;

import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.PartKey;
import dev.weft.rollout.features.FeatureTable;
import dev.weft.rollout.features.FoundFeature;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Stands in for people's queries: the captions of some items, or whatever they have where there are none. No tower runs: their features are stored. */
public final class StoredCaptions implements ShadowQueries {

    private final VectorStore store;
    private final FeatureTable features;
    private final String collection;

    /** @param collection whose items are drawn from, evenly */
    public StoredCaptions(VectorStore store, FeatureTable features, String collection) {
        this.store = store;
        this.features = features;
        this.collection = collection;
    }

    @Override
    public List<ShadowQuery> draw(int limit) {
        Reservoir<MediaKey> sample = new Reservoir<>(limit, new Random());
        new StoredVersions(store, collection).forEachRemaining(item -> {
            if (!item.deleted()) {
                sample.offer(item.key());
            }
        });
        List<ShadowQuery> queries = new ArrayList<>();
        for (StoredMedia item : store.get(collection, sample.kept()).values()) {
            item.rows().stream()
                    .min(Comparator.comparing(row -> row.modality() != Modality.TEXT))
                    .flatMap(row -> feature(item.key(), row))
                    .ifPresent(queries::add);
        }
        return queries;
    }

    private Optional<ShadowQuery> feature(MediaKey key, VectorRow row) {
        FoundFeature found =
                features.find(List.of(new PartKey(key, row.part()))).getFirst();
        if (found instanceof FoundFeature.Present present) {
            Embedding feature = present.feature().vector();
            return Optional.of(new ShadowQuery(key.tenant(), row.modality(), feature));
        }
        return Optional.empty();
    }
}
