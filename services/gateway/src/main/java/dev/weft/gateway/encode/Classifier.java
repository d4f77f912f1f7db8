package dev.weft.gateway.encode;

import dev.weft.core.Embedding;
import dev.weft.core.MediaId;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.core.TenantId;
import dev.weft.gateway.encode.ClassifyRequest.Subject;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.inference.EmbeddingModel;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.UnknownCollectionException;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Classifies without training: a label is as likely as its words are near. Safe for use by several threads. */
public final class Classifier {

    private final EmbeddingModel model;
    private final InputEncoder encoder;
    private final Prompts prompts;
    private final ReleaseId release;
    private final TenantId tenant;
    private final Supplier<VectorStore> store;

    /**
     * @param release what the model's vectors are stored as
     * @param store asked for stored items only
     */
    public Classifier(
            EmbeddingModel model,
            InputEncoder encoder,
            Prompts prompts,
            ReleaseId release,
            TenantId tenant,
            Supplier<VectorStore> store) {
        this.model = model;
        this.encoder = encoder;
        this.prompts = prompts;
        this.release = release;
        this.tenant = tenant;
        this.store = store;
    }

    /** The release whose vectors are compared. */
    public ReleaseId release() {
        return release;
    }

    /** The bundle whose towers it runs. */
    public String modelId() {
        return model.id();
    }

    /**
     * A label's outcome.
     *
     * @param score cosine of subject and label, higher is closer
     * @param probability nothing if the model doesn't say how cosines become one
     */
    public record Scored(String label, float score, OptionalDouble probability) {}

    /**
     * Scores the labels.
     *
     * @return nearest first
     * @throws ProblemException if the request can't be answered, with the reason
     */
    public List<Scored> classify(ClassifyRequest request) {
        Embedding subject = subject(request.subject());
        List<Embedding> labels = prompts.vectors(release, request.labels(), request.templates(), encoder);
        double[] cosines = labels.stream().mapToDouble(subject::cosine).toArray();
        OptionalDouble[] probabilities = Probabilities.of(cosines, model.similarity(), request.multiLabel());
        return IntStream.range(0, cosines.length)
                .mapToObj(i -> new Scored(request.labels().get(i), (float) cosines[i], probabilities[i]))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
    }

    private Embedding subject(Subject subject) {
        return switch (subject) {
            case Subject.Given(Input input) ->
                encoder.encode(List.of(input)).vectors().getFirst();
            case Subject.Stored(MediaId id) -> stored(new MediaKey(tenant, id));
        };
    }

    private static @Nullable StoredMedia rows(VectorStore vectors, String collection, MediaKey key) {
        try {
            return vectors.get(collection, List.of(key)).get(key);
        } catch (UnknownCollectionException e) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "the live collection has just changed", e);
        }
    }

    /** The vector of the item's picture, or of its caption when it has no picture: nothing is embedded again. */
    private Embedding stored(MediaKey key) {
        VectorStore vectors = store.get();
        StoredMedia media = vectors.resolve(release.collection())
                .map(collection -> rows(vectors, collection, key))
                .orElseThrow(() -> new ProblemException(
                        Reason.UNKNOWN_ID, "there is no searchable item " + key.id() + " to classify"));
        if (!media.release().equals(release)) {
            throw new ProblemException(
                    StandardReason.UNAVAILABLE,
                    "item " + key.id() + " is embedded as " + media.release() + ", and labels would be as " + release);
        }
        return media.rows().stream()
                .min(Comparator.comparing(row -> row.modality() != Modality.IMAGE))
                .map(VectorRow::vector)
                .orElseThrow();
    }
}
