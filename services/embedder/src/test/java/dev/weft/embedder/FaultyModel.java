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
import java.util.concurrent.CountDownLatch;

/** The demo model, with towers that fail or hang on chosen texts or altogether, and that tell how they were run. */
final class FaultyModel implements EmbeddingModel {

    private final EmbeddingModel real = DemoModel.shared();
    private final Set<TowerInput> poison = ConcurrentHashMap.newKeySet();
    private final String poisonText;
    final List<Integer> batchSizes = new CopyOnWriteArrayList<>();
    volatile boolean broken;
    /** Runs that begin while it is closed wait until it opens. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    private final CountDownLatch forEver = new CountDownLatch(1);
    private volatile String hangingText = "";
    private final Set<TowerInput> hanging = ConcurrentHashMap.newKeySet();

    FaultyModel(String poisonText) {
        this.poisonText = poisonText;
    }

    /** Runs with this text hang until the model is closed. */
    FaultyModel hangOn(String text) {
        hangingText = text;
        return this;
    }

    @Override
    public List<Embedding> features(Modality modality, List<TowerInput> inputs) {
        batchSizes.add(inputs.size());
        await(gate);
        if (new ArrayList<>(inputs).removeAll(hanging)) {
            await(forEver);
        }
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
        if (text.equals(hangingText)) {
            hanging.add(input);
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
    public int featureDimension(Modality modality) {
        return real.featureDimension(modality);
    }

    @Override
    public String towerId(Modality modality) {
        return real.towerId(modality);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a native run", e);
        }
    }

    /** The shared model stays open. */
    @Override
    public void close() {
        forEver.countDown();
    }
}
