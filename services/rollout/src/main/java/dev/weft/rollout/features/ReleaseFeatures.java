package dev.weft.rollout.features;

import dev.weft.core.Feature;
import dev.weft.core.FeatureKey;
import dev.weft.core.Modality;
import dev.weft.core.PartKey;
import dev.weft.core.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The features that the towers of one release made: the embedder's own, or those that were made beside them. Safe for use by several threads. */
public final class ReleaseFeatures {

    private final FeatureTable table;
    private final Release release;

    public ReleaseFeatures(FeatureTable table, Release release) {
        this.table = table;
        this.release = release;
    }

    /** A part and the modality of its tower. */
    public record Wanted(PartKey key, Modality modality) {}

    /** The newest feature of each part by the release's towers, in the order of the parts. */
    public List<Optional<Feature>> find(List<Wanted> parts) {
        List<FoundFeature> own = table.find(parts.stream().map(Wanted::key).toList());
        List<FoundFeature> beside = table.findOf(parts.stream()
                .map(part -> new FeatureKey(part.key(), tower(part.modality()).orElse("none")))
                .toList());
        List<Optional<Feature>> found = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            Optional<String> tower = tower(parts.get(i).modality());
            found.add(newer(of(own.get(i), tower), of(beside.get(i), tower)));
        }
        return found;
    }

    private Optional<String> tower(Modality modality) {
        return Optional.ofNullable(release.contents().towers().get(modality));
    }

    private static Optional<Feature> of(FoundFeature found, Optional<String> tower) {
        return found instanceof FoundFeature.Present present
                        && tower.equals(Optional.of(present.feature().towerId()))
                ? Optional.of(present.feature())
                : Optional.empty();
    }

    private static Optional<Feature> newer(Optional<Feature> one, Optional<Feature> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().mediaVersion() >= other.get().mediaVersion() ? one : other;
    }
}
