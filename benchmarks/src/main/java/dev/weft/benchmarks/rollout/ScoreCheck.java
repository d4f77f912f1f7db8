package dev.weft.benchmarks.rollout;

import dev.weft.benchmarks.CatalogPicture;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.ReleaseHeads;
import dev.weft.inference.TowerInput;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Computes the scores of answers again, from words and pictures: nothing of index, log or services is asked. An answer whose query and items went
 * through heads of two releases has other scores than it should. For one thread.
 */
final class ScoreCheck {

    /** Vectors travel in half precision at worst. */
    private static final double TOLERANCE = 2e-3;

    private final EmbeddingModel model;
    private final Map<String, ReleaseHeads> releases;
    private final Map<String, CatalogPicture> pictures;
    private final ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());
    private final Map<Content, Embedding> features = new HashMap<>();
    private final Map<Projected, Embedding> vectors = new HashMap<>();

    private record Content(Modality modality, String name) {}

    private record Projected(String release, Content content) {}

    /** @param releases the heads of each, by its id */
    ScoreCheck(EmbeddingModel model, Map<String, ReleaseHeads> releases, List<CatalogPicture> pictures) {
        this.model = model;
        this.releases = Map.copyOf(releases);
        this.pictures = pictures.stream().collect(Collectors.toMap(CatalogPicture::id, Function.identity()));
    }

    /** What an answer has of another release than the one that it names, as a sentence. */
    Optional<String> mixture(Answer answer) {
        if (!releases.containsKey(answer.release())) {
            return Optional.of("an answer of " + answer.release());
        }
        Embedding query = vector(answer.release(), new Content(Modality.TEXT, answer.text()));
        for (Answer.FoundItem hit : answer.hits()) {
            double expected = query.cosine(vector(answer.release(), content(hit)));
            if (!hit.release().equals(answer.release()) || Math.abs(expected - hit.score()) > TOLERANCE) {
                return Optional.of("in an answer of " + answer.release() + " to '" + answer.text() + "', " + hit
                        + ", where its heads say " + expected);
            }
        }
        return Optional.empty();
    }

    private Content content(Answer.FoundItem hit) {
        return hit.part().equals(Part.CAPTION)
                ? new Content(Modality.TEXT, picture(hit.id()).caption())
                : new Content(Modality.IMAGE, hit.id());
    }

    private CatalogPicture picture(String id) {
        return Objects.requireNonNull(pictures.get(id), () -> "the catalog has no " + id);
    }

    private Embedding vector(String release, Content content) {
        return vectors.computeIfAbsent(
                new Projected(release, content),
                _ -> heads(release)
                        .project(content.modality(), List.of(feature(content)))
                        .getFirst());
    }

    private ReleaseHeads heads(String release) {
        return Objects.requireNonNull(releases.get(release));
    }

    private Embedding feature(Content content) {
        return features.computeIfAbsent(
                content,
                _ -> model.features(content.modality(), List.of(input(content))).getFirst());
    }

    private TowerInput input(Content content) {
        return content.modality() == Modality.TEXT
                ? model.prepare(content.name())
                : model.prepare(decoder.decode(picture(content.name()).bytes()));
    }
}
