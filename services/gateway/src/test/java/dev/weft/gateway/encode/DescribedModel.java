package dev.weft.gateway.encode;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.SimilarityScale;
import dev.weft.inference.TowerInput;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Another model, with what other bundles say of themselves, and a count of the inputs that towers ran on. */
record DescribedModel(
        EmbeddingModel model,
        Optional<SimilarityScale> similarity,
        List<Integer> matryoshkaDimensions,
        AtomicInteger inputs)
        implements EmbeddingModel {

    DescribedModel(EmbeddingModel model, Optional<SimilarityScale> similarity, List<Integer> matryoshkaDimensions) {
        this(model, similarity, matryoshkaDimensions, new AtomicInteger());
    }

    @Override
    public String id() {
        return model.id();
    }

    @Override
    public int dimension() {
        return model.dimension();
    }

    @Override
    public Set<Modality> modalities() {
        return model.modalities();
    }

    @Override
    public int featureDimension(Modality modality) {
        return model.featureDimension(modality);
    }

    @Override
    public String towerId(Modality modality) {
        return model.towerId(modality);
    }

    @Override
    public TowerInput prepare(RgbImage image) {
        return model.prepare(image);
    }

    @Override
    public TowerInput prepare(String text) {
        return model.prepare(text);
    }

    @Override
    public List<Embedding> features(Modality modality, List<TowerInput> prepared) {
        inputs.addAndGet(prepared.size());
        return model.features(modality, prepared);
    }

    @Override
    public List<Embedding> project(Modality modality, List<Embedding> features) {
        return model.project(modality, features);
    }

    /** The model belongs to whoever opened it. */
    @Override
    public void close() {}
}
