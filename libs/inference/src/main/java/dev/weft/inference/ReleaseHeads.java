package dev.weft.inference;

import dev.weft.core.Artifact;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The heads of a release on the towers of a bundle: graphs of its own from {@value #INPUT} {@code [rows, tower dimension]} to {@value #OUTPUT}
 * {@code [rows, dimension]}, unit norm, and the bundle's own for modalities without. Safe for use by several threads.
 *
 * <p>A graph is checked before it is run, as it may be anybody's: see {@link HeadGraphCheck} and {@link HeadTrial}.
 */
public final class ReleaseHeads implements AutoCloseable {

    /** The most bytes a graph may have. */
    public static final int MAX_BYTES = 256 << 20;

    static final String INPUT = "features";
    static final String OUTPUT = "embeddings";

    private final EmbeddingModel model;
    private final int dimension;
    private final Map<Modality, Head> own = new EnumMap<>(Modality.class);
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private Runnable afterwards = () -> {};
    private boolean closed;

    private ReleaseHeads(EmbeddingModel model, int dimension) {
        this.model = model;
        this.dimension = dimension;
    }

    /** Does something once they are closed, such as closing a model that was opened for them. */
    ReleaseHeads closingThen(Runnable action) {
        afterwards = action;
        return this;
    }

    /** Reads the files of releases. */
    public interface Files {

        /** @throws IOException if it can't be read, or isn't the file that the hash is of, or has more bytes */
        byte[] read(Artifact artifact, long maxBytes) throws IOException;
    }

    /**
     * Loads the heads of a release. Blocks for up to some seconds.
     *
     * @param model with the release's towers; stays open, and must do so as long as the heads are used
     * @throws ModelBundleException if the release is of other towers, or a graph is not one that can be run here: trying again won't help
     * @throws IOException if a file can't be read, or has another hash
     */
    public static ReleaseHeads open(EmbeddingModel model, Release release, Files files) throws IOException {
        requireTowers(model, release);
        Map<Modality, byte[]> graphs = new TreeMap<>();
        for (Map.Entry<Modality, Artifact> head : release.contents().heads().entrySet()) {
            graphs.put(head.getKey(), files.read(head.getValue(), MAX_BYTES));
        }
        return of(model, release.contents().dimension(), graphs);
    }

    private static void requireTowers(EmbeddingModel model, Release release) {
        otherTower(model, release).ifPresent(difference -> {
            throw new ModelBundleException(difference);
        });
    }

    /** Which tower of the release the model has not, as a sentence; empty if it has them all. */
    static Optional<String> otherTower(EmbeddingModel model, Release release) {
        for (Map.Entry<Modality, String> tower : release.contents().towers().entrySet()) {
            Modality modality = tower.getKey();
            if (!model.modalities().contains(modality)) {
                return Optional.of(release.id() + " needs a tower for " + modality.wireName() + ", which bundle "
                        + model.id() + " hasn't");
            }
            String there = model.towerId(modality);
            if (!there.equals(tower.getValue())) {
                return Optional.of(release.id() + " is of the " + modality.wireName() + " tower " + tower.getValue()
                        + ", and bundle " + model.id() + " has " + there);
            }
        }
        return Optional.empty();
    }

    /**
     * Loads heads that are in memory.
     *
     * @param dimension of the space
     * @param graphs by modality; a modality of the model without one keeps the bundle's head
     * @throws ModelBundleException if a graph is not one that can be run here
     */
    public static ReleaseHeads of(EmbeddingModel model, int dimension, Map<Modality, byte[]> graphs) {
        for (Modality modality : model.modalities()) {
            if (!graphs.containsKey(modality) && model.dimension() != dimension) {
                throw new ModelBundleException("a space of " + dimension + " dimensions needs a head for "
                        + modality.wireName() + ": the bundle's has " + model.dimension());
            }
        }
        ReleaseHeads heads = new ReleaseHeads(model, dimension);
        try {
            graphs.forEach((modality, graph) -> heads.own.put(modality, load(model, dimension, modality, graph)));
            return heads;
        } catch (RuntimeException e) {
            heads.close();
            throw e;
        }
    }

    private static Head load(EmbeddingModel model, int dimension, Modality modality, byte[] graph) {
        String name = "the " + modality.wireName() + " head";
        if (!model.modalities().contains(modality)) {
            throw new ModelBundleException(name + " has no tower in bundle " + model.id());
        }
        if (graph.length == 0 || graph.length > MAX_BYTES) {
            throw new ModelBundleException(name + " must have 1 to " + MAX_BYTES + " bytes, got " + graph.length);
        }
        HeadGraphCheck.require(name, graph, model.featureDimension(modality));
        return HeadTrial.load(
                name, graph, model.featureDimension(modality), dimension, Device.of(model.executionProvider()));
    }

    /** The model that these heads are on. */
    public EmbeddingModel model() {
        return model;
    }

    /** Of the space. */
    public int dimension() {
        return dimension;
    }

    /**
     * Runs a head on a batch.
     *
     * @param features of the model's tower, unit norm {@code [tower dimension]}
     * @return one unit-norm vector {@code [dimension]} per feature, in the same order
     * @throws InferenceException if the graph fails, or an output is not finite
     * @throws IllegalStateException if the heads are closed
     */
    public List<Embedding> project(Modality modality, List<Embedding> features) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the heads are closed");
            }
            Head head = own.get(modality);
            if (head == null) {
                return model.project(modality, features);
            }
            requireWidth(modality, features);
            return features.isEmpty() ? List.of() : head.project(features);
        } finally {
            use.readLock().unlock();
        }
    }

    private void requireWidth(Modality modality, List<Embedding> features) {
        int width = model.featureDimension(modality);
        for (Embedding feature : features) {
            if (feature.dimension() != width) {
                throw new IllegalArgumentException("a feature of the " + modality.wireName() + " tower has " + width
                        + " dimensions, got " + feature.dimension());
            }
        }
    }

    /** Whether any head is another than the bundle's. */
    public boolean hasOwn() {
        return !own.isEmpty();
    }

    /** Frees the graphs once no run is in them. Idempotent. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                own.values().forEach(Head::close);
                afterwards.run();
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
