package dev.weft.inference;

import dev.weft.core.AudioClip;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A bundle in memory. */
final class LoadedModel implements EmbeddingModel {

    private final BundleManifest manifest;
    private final Device device;
    private final BatchThreads threads;
    private final Towers towers;
    private final Map<Modality, Encoder<? extends Tower>> encoders = new EnumMap<>(Modality.class);

    LoadedModel(BundleManifest manifest, Towers towers, Device device, BatchThreads threads) {
        this.manifest = manifest;
        this.towers = towers;
        this.device = device;
        this.threads = threads;
        towers.image.ifPresent(encoder -> encoders.put(Modality.IMAGE, encoder));
        towers.text.ifPresent(encoder -> encoders.put(Modality.TEXT, encoder));
        towers.audio.ifPresent(encoder -> encoders.put(Modality.AUDIO, encoder));
    }

    @Override
    public String id() {
        return manifest.id();
    }

    @Override
    public int dimension() {
        return manifest.dimension();
    }

    @Override
    public Set<Modality> modalities() {
        return Set.copyOf(encoders.keySet());
    }

    @Override
    public String towerId(Modality modality) {
        return encoder(modality).tower().spec().id();
    }

    @Override
    public int featureDimension(Modality modality) {
        return encoder(modality).tower().spec().dimension();
    }

    @Override
    public TowerInput prepare(RgbImage picture) {
        return imageTower().prepare(picture);
    }

    @Override
    public TowerInput prepare(String words) {
        return textTower().prepare(words);
    }

    @Override
    public TowerInput prepare(AudioClip clip) {
        return towers.audio.orElseThrow(() -> missing(Modality.AUDIO)).tower().prepare(clip);
    }

    ImageTower imageTower() {
        return towers.image.orElseThrow(() -> missing(Modality.IMAGE)).tower();
    }

    TextTower textTower() {
        return towers.text.orElseThrow(() -> missing(Modality.TEXT)).tower();
    }

    @Override
    public Optional<AudioInput> audioInput() {
        return manifest.audio().map(encoder -> encoder.tower().processing().input());
    }

    @Override
    public Optional<SimilarityScale> similarity() {
        return manifest.similarity();
    }

    @Override
    public List<Integer> matryoshkaDimensions() {
        return manifest.matryoshka();
    }

    @Override
    public String executionProvider() {
        return device.provider();
    }

    @Override
    public List<Embedding> features(Modality modality, List<TowerInput> inputs) {
        return inputs.isEmpty() ? List.of() : encoder(modality).tower().features(inputs);
    }

    @Override
    public List<Embedding> project(Modality modality, List<Embedding> features) {
        Encoder<? extends Tower> encoder = encoder(modality);
        int dimension = encoder.tower().spec().dimension();
        for (Embedding feature : features) {
            if (feature.dimension() != dimension) {
                throw new IllegalArgumentException("a feature of the " + modality.wireName() + " tower has " + dimension
                        + " dimensions, got " + feature.dimension());
            }
        }
        return features.isEmpty() ? List.of() : encoder.project(features);
    }

    private Encoder<? extends Tower> encoder(Modality modality) {
        Encoder<? extends Tower> encoder = encoders.get(modality);
        if (encoder == null) {
            throw missing(modality);
        }
        return encoder;
    }

    private IllegalArgumentException missing(Modality modality) {
        return new IllegalArgumentException(
                "modality must be one of " + encoders.keySet() + " with bundle " + id() + ", got " + modality);
    }

    @Override
    public void close() {
        // First the threads: a graph freed under a run takes the process down.
        threads.close();
        encoders.values().forEach(Encoder::close);
    }

    /** The encoders that the bundle has. */
    record Towers(
            Optional<Encoder<ImageTower>> image,
            Optional<Encoder<TextTower>> text,
            Optional<Encoder<AudioTower>> audio) {}
}
