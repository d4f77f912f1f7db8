package dev.weft.gateway.search;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.TowerInput;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** The demo model, whose runs wait while its gate is closed. */
final class GatedModel implements EmbeddingModel {

    private final EmbeddingModel real =
            EmbeddingModels.open("classpath:weft/bundles/demo", InferenceOptions.defaults());

    /** A permit per run that has begun. */
    final Semaphore arrived = new Semaphore(0);

    /** A permit per text that was prepared. */
    final Semaphore prepared = new Semaphore(0);

    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public List<Embedding> features(Modality modality, List<TowerInput> inputs) {
        arrived.release();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a run", e);
        }
        return real.features(modality, inputs);
    }

    @Override
    public TowerInput prepare(String text) {
        TowerInput input = real.prepare(text);
        prepared.release();
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
    public int featureDimension(Modality modality) {
        return real.featureDimension(modality);
    }

    @Override
    public String towerId(Modality modality) {
        return real.towerId(modality);
    }

    @Override
    public void close() {
        real.close();
    }
}
