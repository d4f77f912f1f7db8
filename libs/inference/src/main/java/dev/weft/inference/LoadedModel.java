package dev.weft.inference;

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
    private final BatchThreads threads;
    private final Optional<Encoder<ImageTower>> image;
    private final Optional<Encoder<TextTower>> text;
    private final Map<Modality, Encoder<? extends Tower>> encoders = new EnumMap<>(Modality.class);

    LoadedModel(
            BundleManifest manifest,
            Optional<Encoder<ImageTower>> image,
            Optional<Encoder<TextTower>> text,
            BatchThreads threads) {
        this.manifest = manifest;
        this.threads = threads;
        this.image = image;
        this.text = text;
        image.ifPresent(encoder -> encoders.put(Modality.IMAGE, encoder));
        text.ifPresent(encoder -> encoders.put(Modality.TEXT, encoder));
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
    public TowerInput prepare(RgbImage picture) {
        return image.orElseThrow(() -> missing(Modality.IMAGE)).tower().prepare(picture);
    }

    @Override
    public TowerInput prepare(String words) {
        return text.orElseThrow(() -> missing(Modality.TEXT)).tower().prepare(words);
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
        encoders.values().forEach(Encoder::close);
        threads.close();
    }
}
