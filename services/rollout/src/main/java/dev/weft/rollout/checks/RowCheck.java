package dev.weft.rollout.checks;

import dev.weft.core.Embedding;
import dev.weft.core.Feature;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.PartKey;
import dev.weft.rollout.features.ReleaseFeatures;
import dev.weft.rollout.projecting.Projection;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recomputes stored rows from their features: they must be what the release's heads say. */
public final class RowCheck {

    /** Float rounding between batches of different sizes stays far above it. */
    private static final double SAME = 0.9999;

    private final VectorStore store;
    private final ReleaseFeatures features;
    private final Projection projection;

    public RowCheck(VectorStore store, ReleaseFeatures features, Projection projection) {
        this.store = store;
        this.features = features;
        this.projection = projection;
    }

    /**
     * @param rows that were recomputed; those whose item has changed meanwhile are left out
     * @param wrong how many of them are not as stored
     * @param lowest the lowest cosine between a stored row and its recomputed one; 1 when there is none
     */
    public record Result(int rows, int wrong, double lowest) {}

    /** A row and the feature it must come from. */
    private record Pair(Embedding stored, Embedding feature) {}

    public Result run(String collection, List<MediaKey> sample) {
        Map<Modality, List<Pair>> pairs = new EnumMap<>(Modality.class);
        for (StoredMedia item : store.get(collection, sample).values()) {
            List<Optional<Feature>> found = features.find(item.rows().stream()
                    .map(row -> new ReleaseFeatures.Wanted(new PartKey(item.key(), row.part()), row.modality()))
                    .toList());
            for (int i = 0; i < found.size(); i++) {
                VectorRow row = item.rows().get(i);
                found.get(i)
                        .filter(feature -> feature.mediaVersion() == item.version())
                        .ifPresent(feature -> pairs.computeIfAbsent(row.modality(), _ -> new ArrayList<>())
                                .add(new Pair(row.vector(), feature.vector())));
            }
        }
        int rows = 0;
        int wrong = 0;
        double lowest = 1;
        for (Map.Entry<Modality, List<Pair>> one : pairs.entrySet()) {
            List<Embedding> recomputed = projection.project(
                    one.getKey(), one.getValue().stream().map(Pair::feature).toList());
            for (int i = 0; i < recomputed.size(); i++) {
                double cosine = cosine(recomputed.get(i), one.getValue().get(i).stored());
                rows++;
                wrong += cosine > SAME ? 0 : 1;
                lowest = Math.min(lowest, cosine);
            }
        }
        return new Result(rows, wrong, lowest);
    }

    /** Of vectors whose norms are 1 only up to rounding: that would weigh as much as what is looked for. */
    private static double cosine(Embedding one, Embedding other) {
        double dot = 0;
        double ofOne = 0;
        double ofOther = 0;
        for (int i = 0; i < one.dimension(); i++) {
            dot += (double) one.get(i) * other.get(i);
            ofOne += (double) one.get(i) * one.get(i);
            ofOther += (double) other.get(i) * other.get(i);
        }
        return dot / Math.sqrt(ofOne * ofOther);
    }
}
