package dev.weft.trainer.model;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import dev.weft.inference.EmbeddingModel;
import dev.weft.learning.FeatureRows;
import dev.weft.learning.Side;
import dev.weft.trainer.pool.Frozen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Towers and the bundle's heads, run in batches. Safe for use by several threads. */
public final class FrozenModel implements Frozen {

    private static final int BATCH = 64;

    private final EmbeddingModel model;
    private final Set<Modality> withHead;

    /** @param withHead the modalities whose features go through a head of the bundle's */
    public FrozenModel(EmbeddingModel model, Set<Modality> withHead) {
        this.model = model;
        this.withHead = Set.copyOf(withHead);
    }

    @Override
    public List<Embedding> textFeatures(List<String> texts) {
        List<Embedding> features = new ArrayList<>(texts.size());
        for (int from = 0; from < texts.size(); from += BATCH) {
            features.addAll(model.features(
                    Modality.TEXT,
                    texts.subList(from, Math.min(texts.size(), from + BATCH)).stream()
                            .map(model::prepare)
                            .toList()));
        }
        return features;
    }

    /** The tower of pictures; empty if there is none. */
    Optional<String> imageTower() {
        return model.modalities().contains(Modality.IMAGE)
                ? Optional.of(model.towerId(Modality.IMAGE))
                : Optional.empty();
    }

    /** Of what that tower makes of a picture. */
    int imageDimension() {
        return model.featureDimension(Modality.IMAGE);
    }

    /** The feature of a picture. */
    public Embedding imageFeature(RgbImage picture) {
        return model.features(Modality.IMAGE, List.of(model.prepare(picture))).getFirst();
    }

    @Override
    public Side side(Modality modality, FeatureRows features) {
        return new Side(
                modality,
                features,
                withHead.contains(modality) ? Optional.of(base(modality, features)) : Optional.empty());
    }

    private FeatureRows base(Modality modality, FeatureRows features) {
        float[][] base = new float[features.rows()][];
        for (int from = 0; from < features.rows(); from += BATCH) {
            int count = Math.min(BATCH, features.rows() - from);
            List<Embedding> batch = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                float[] row = new float[features.dimension()];
                features.copy(from + i, row, 0);
                batch.add(Embedding.wrap(row));
            }
            List<Embedding> vectors = model.project(modality, batch);
            for (int i = 0; i < count; i++) {
                base[from + i] = vectors.get(i).toArray();
            }
        }
        return FeatureRows.of(base);
    }
}
