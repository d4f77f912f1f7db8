package dev.weft.benchmarks.learning;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.TowerInput;
import dev.weft.learning.FeatureRows;
import dev.weft.learning.Side;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures and their captions as features of the demo bundle, with its own heads' vectors as the base. Equal captions are one row.
 *
 * @param captions the text row of each picture
 */
record PictureSet(List<CaptionedPicture> pictures, Side images, Side texts, List<Integer> captions) {

    private static final int CHUNK = 64;

    static PictureSet of(EmbeddingModel model, List<CaptionedPicture> pictures) {
        ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());
        List<Embedding> features = new ArrayList<>();
        for (int from = 0; from < pictures.size(); from += CHUNK) {
            List<TowerInput> inputs = pictures.subList(from, Math.min(from + CHUNK, pictures.size())).stream()
                    .map(picture -> model.prepare(decoder.decode(picture.bytes())))
                    .toList();
            features.addAll(model.features(Modality.IMAGE, inputs));
        }
        Map<String, Integer> rows = new LinkedHashMap<>();
        List<Integer> captions = pictures.stream()
                .map(picture -> rows.computeIfAbsent(picture.caption(), caption -> rows.size()))
                .toList();
        return new PictureSet(
                pictures, side(model, Modality.IMAGE, features), texts(model, List.copyOf(rows.keySet())), captions);
    }

    static Side texts(EmbeddingModel model, List<String> texts) {
        List<Embedding> features = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += CHUNK) {
            features.addAll(model.features(
                    Modality.TEXT,
                    texts.subList(from, Math.min(from + CHUNK, texts.size())).stream()
                            .map(model::prepare)
                            .toList()));
        }
        return side(model, Modality.TEXT, features);
    }

    static Side side(EmbeddingModel model, Modality modality, List<Embedding> features) {
        List<Embedding> base = new ArrayList<>();
        for (int from = 0; from < features.size(); from += CHUNK) {
            base.addAll(model.project(modality, features.subList(from, Math.min(from + CHUNK, features.size()))));
        }
        return new Side(modality, rows(features), Optional.of(rows(base)));
    }

    private static FeatureRows rows(List<Embedding> vectors) {
        return FeatureRows.of(vectors.stream().map(Embedding::toArray).toArray(float[][]::new));
    }
}
