package dev.weft.embedder;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.InferenceException;
import dev.weft.inference.TowerInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The demo model, with towers that fail on chosen texts or altogether, and that tell how they were run. */
final class FaultyModel implements EmbeddingModel {

    private final EmbeddingModel real = DemoModel.shared();
    private final Set<TowerInput> poison = ConcurrentHashMap.newKeySet();
    private final String poisonText;
    final List<Integer> batchSizes = new CopyOnWriteArrayList<>();
    volatile boolean broken;

    FaultyModel(String poisonText) {
        this.poisonText = poisonText;
    }

    @Override
    public List<Embedding> features(Modality modality, List<TowerInput> inputs) {
        batchSizes.add(inputs.size());
        if (broken) {
            throw new InferenceException("out of order");
        }
        if (new ArrayList<>(inputs).removeAll(poison)) {
            throw new InferenceException("can't stomach this");
        }
        return real.features(modality, inputs);
    }

    @Override
    public TowerInput prepare(String text) {
        TowerInput input = real.prepare(text);
        if (text.equals(poisonText)) {
            poison.add(input);
        }
        return input;
    }

    @Override
    public TowerInput prepare(RgbImage image) {
        return real.prepare(image);
    }

    @Override
    public List<Embedding> project(Modality modality, List<Embedding> features) {
        return real.project(modality, features);
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public int dimension() {
        return real.dimension();
    }

    @Override
    public Set<Modality> modalities() {
        return real.modalities();
    }

    @Override
    public String towerId(Modality modality) {
        return real.towerId(modality);
    }

    @Override
    public void close() {
        // The shared model stays open.
    }
}
