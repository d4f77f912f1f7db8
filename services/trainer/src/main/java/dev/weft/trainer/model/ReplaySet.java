package dev.weft.trainer.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.learning.FeatureRows;
import dev.weft.learning.PairSet;
import dev.weft.learning.TrainingPair;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * General pairs that the base heads were made of, replayed so that new ones don't forget them: {@code replay_image_features.npy} and
 * {@code replay_captions.jsonl}, row by row. A {@code replay.json} may name the tower that made the features, as {@code image.features.tower}.
 */
public final class ReplaySet {

    private static final String FEATURES = "replay_image_features.npy";
    private static final String CAPTIONS = "replay_captions.jsonl";
    private static final String ABOUT = "replay.json";
    private static final JsonMapper JSON = new JsonMapper();

    private ReplaySet() {}

    /**
     * Reads the pairs and runs the text tower on their captions, if the pictures' features are of the model's tower.
     *
     * @param location {@code classpath:FOLDER} or the path of a folder
     * @param usualTower that made the features, unless the set names another
     * @throws IOException if it can't be read, or isn't such a set, with the reason
     */
    public static Replay read(String location, FrozenModel model, Optional<String> usualTower) throws IOException {
        Optional<String> madeBy = tower(location).or(() -> usualTower);
        Optional<String> wanted = model.imageTower();
        if (wanted.isEmpty() || !wanted.equals(madeBy)) {
            return otherTowers(location, "of the tower " + madeBy.orElse("none"), wanted.orElse("none"));
        }
        FeatureRows pictures;
        try (InputStream stream = Resources.open(location + "/" + FEATURES)) {
            pictures = NumpyRows.read(stream, FEATURES);
        }
        if (pictures.dimension() != model.imageDimension()) {
            return otherTowers(location, "of " + pictures.dimension() + " dimensions", wanted.get());
        }
        return new Replay.Pairs(pairs(location, pictures, model));
    }

    private static Replay otherTowers(String location, String what, String wanted) {
        return new Replay.OfOtherTowers("the replay set " + location + " has features " + what
                + ", and what is learnt is on the tower " + wanted);
    }

    /** What the set itself says. */
    private static Optional<String> tower(String location) throws IOException {
        if (!Resources.exists(location + "/" + ABOUT)) {
            return Optional.empty();
        }
        try (InputStream stream = Resources.open(location + "/" + ABOUT)) {
            JsonNode tower =
                    JSON.readTree(stream).path("image").path("features").path("tower");
            return tower.isTextual() ? Optional.of(tower.asText()) : Optional.empty();
        }
    }

    private static PairSet pairs(String location, FeatureRows pictures, FrozenModel model) throws IOException {
        List<String> captions = captions(location);
        if (captions.size() != pictures.rows()) {
            throw new IOException("the replay set " + location + " must have a caption per picture, got "
                    + captions.size() + " for " + pictures.rows());
        }
        // Pictures of one caption share its row, which makes them positives of each other.
        Map<String, Integer> rows = new LinkedHashMap<>();
        captions.forEach(caption -> rows.putIfAbsent(caption, rows.size()));
        FeatureRows texts = FeatureRows.of(model.textFeatures(List.copyOf(rows.keySet())).stream()
                .map(Embedding::toArray)
                .toArray(float[][]::new));
        PairSet.Builder pairs =
                PairSet.ofGeneralPairs(model.side(Modality.IMAGE, pictures), model.side(Modality.TEXT, texts));
        for (int row = 0; row < captions.size(); row++) {
            String caption = captions.get(row);
            var refusal = pairs.add(new TrainingPair(caption, row, rows.getOrDefault(caption, 0)));
            if (refusal.isPresent()) {
                throw new IOException("the replay set " + location + " has a pair that can't be learnt from, row " + row
                        + ": " + refusal.get().message());
            }
        }
        return pairs.build();
    }

    private static List<String> captions(String location) throws IOException {
        List<String> captions = new ArrayList<>();
        try (InputStream stream = Resources.open(location + "/" + CAPTIONS)) {
            for (String line : new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                JsonNode json = JSON.readTree(line);
                if (json.path("row").asInt(-1) != captions.size()) {
                    throw new IOException(CAPTIONS + " must list the rows in order, got another at " + captions.size());
                }
                captions.add(json.path("caption").asText());
            }
        }
        return captions;
    }
}
