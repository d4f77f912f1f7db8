package dev.weft.inference;

import dev.weft.core.AudioClip;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A bundle's towers with the heads of a release. Closing it closes neither. Safe for use by several threads. */
public final class ReleaseModel implements EmbeddingModel {

    private final EmbeddingModel towers;
    private final ReleaseHeads heads;

    public ReleaseModel(ReleaseHeads heads) {
        this.towers = heads.model();
        this.heads = heads;
    }

    /** The bundle's: which heads there are on it, the release says. */
    @Override
    public String id() {
        return towers.id();
    }

    @Override
    public int dimension() {
        return heads.dimension();
    }

    @Override
    public Set<Modality> modalities() {
        return towers.modalities();
    }

    @Override
    public String towerId(Modality modality) {
        return towers.towerId(modality);
    }

    @Override
    public int featureDimension(Modality modality) {
        return towers.featureDimension(modality);
    }

    @Override
    public TowerInput prepare(RgbImage image) {
        return towers.prepare(image);
    }

    @Override
    public TowerInput prepare(String text) {
        return towers.prepare(text);
    }

    @Override
    public TowerInput prepare(AudioClip clip) {
        return towers.prepare(clip);
    }

    @Override
    public Optional<AudioInput> audioInput() {
        return towers.audioInput();
    }

    @Override
    public Optional<SimilarityScale> similarity() {
        return towers.similarity();
    }

    /** Other heads were not trained for shorter vectors. */
    @Override
    public List<Integer> matryoshkaDimensions() {
        return heads.hasOwn() ? List.of() : towers.matryoshkaDimensions();
    }

    @Override
    public String executionProvider() {
        return towers.executionProvider();
    }

    @Override
    public List<Embedding> features(Modality modality, List<TowerInput> inputs) {
        return towers.features(modality, inputs);
    }

    @Override
    public List<Embedding> project(Modality modality, List<Embedding> features) {
        return heads.project(modality, features);
    }

    @Override
    public void close() {
        // Whoever loaded the heads closes them.
    }
}
