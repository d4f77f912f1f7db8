package dev.weft.inference;

import dev.weft.core.AudioClip;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A loaded model bundle: the towers and heads of one space. Safe for use by several threads.
 *
 * <p>The work is in two steps, so that callers can prepare many inputs in parallel and run them as one batch: {@link #prepare} is plain Java
 * on the calling thread, {@link #features} and {@link #project} run ONNX graphs.
 */
public interface EmbeddingModel extends AutoCloseable {

    /** The bundle's own name and content hash, such as {@code demo-759c3cd2}. */
    String id();

    /** The dimension of the shared space. */
    int dimension();

    /** The modalities that have a tower. */
    Set<Modality> modalities();

    /** Names the tower by its content: features with equal tower ids are comparable. */
    String towerId(Modality modality);

    /** The dimension of the tower's features. */
    int featureDimension(Modality modality);

    /** Resizes and normalises a picture as the image tower wants it. */
    TowerInput prepare(RgbImage image);

    /** Tokenises a text as the text tower wants it. */
    TowerInput prepare(String text);

    /**
     * Makes a sound into the spectrogram that the audio tower wants.
     *
     * @param clip of {@link #audioInput()}'s sample rate; what is past its length is not heard
     * @throws IllegalArgumentException if there is no audio tower, or the clip has another sample rate
     */
    default TowerInput prepare(AudioClip clip) {
        throw new IllegalArgumentException(
                "modality must be one of " + modalities() + " with bundle " + id() + ", got AUDIO");
    }

    /** What sounds must be decoded to; empty without an audio tower. */
    default Optional<AudioInput> audioInput() {
        return Optional.empty();
    }

    /** How cosines become the logits of a zero-shot classification, if the bundle says it. */
    default Optional<SimilarityScale> similarity() {
        return Optional.empty();
    }

    /** The dimensions that a vector may be cut to and normalised again; empty unless the bundle says it was trained for that. */
    default List<Integer> matryoshkaDimensions() {
        return List.of();
    }

    /** What runs the graphs: {@code cpu} or {@code cuda}. */
    default String executionProvider() {
        return Device.CPU.provider();
    }

    /**
     * Runs a tower on a batch.
     *
     * @param inputs prepared by this model for this modality
     * @return one unit-norm feature {@code [tower dimension]} per input, in the same order; a row does not depend on its neighbours
     * @throws InferenceException if the graph fails, or an output is not finite
     */
    List<Embedding> features(Modality modality, List<TowerInput> inputs);

    /**
     * Runs a head on a batch.
     *
     * @param features unit norm {@code [tower dimension]}
     * @return one unit-norm vector {@code [dimension]} per feature, in the same order
     * @throws InferenceException if the graph fails, or an output is not finite
     */
    List<Embedding> project(Modality modality, List<Embedding> features);

    /** Tower and head in one: for queries. */
    default List<Embedding> embed(Modality modality, List<TowerInput> inputs) {
        return project(modality, features(modality, inputs));
    }

    /** Frees the native memory once every opener has closed it. Idempotent per opener. */
    @Override
    void close();
}
