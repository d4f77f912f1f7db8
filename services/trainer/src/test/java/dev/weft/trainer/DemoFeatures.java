package dev.weft.trainer;

import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartKey;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.TowerInput;
import dev.weft.learning.FeatureRows;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.media.MediaRejectedException;
import dev.weft.trainer.DemoItems.Item;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.catalog.CatalogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The demo catalog's pictures of one style, with the features that the towers give: real data for rounds and gates. */
final class DemoFeatures {

    private static final int BATCH = 16;

    private DemoFeatures() {}

    /** @param style {@code noto} or {@code twemoji}; each has every family once */
    static Catalog read(EmbeddingModel model, String style) {
        List<Item> items = DemoItems.read(style);
        List<CatalogEntry> entries = new ArrayList<>();
        for (Item item : items) {
            MediaKey key = MediaKey.of("default", item.id());
            int row = entries.size();
            entries.add(new CatalogEntry(
                    key,
                    item.family(),
                    item.category(),
                    item.caption(),
                    Instant.EPOCH.plusSeconds(row),
                    new PartKey(key, Part.IMAGE),
                    row,
                    new PartKey(key, Part.CAPTION),
                    row));
        }
        return new Catalog(entries, pictures(model, items), captions(model, items));
    }

    /** What the image tower says of the pictures. */
    static FeatureRows pictures(EmbeddingModel model, List<Item> items) {
        ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());
        return features(model, Modality.IMAGE, items, item -> {
            try {
                return model.prepare(decoder.decode(item.picture()));
            } catch (MediaRejectedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** What the text tower says of the captions. */
    static FeatureRows captions(EmbeddingModel model, List<Item> items) {
        return features(model, Modality.TEXT, items, item -> model.prepare(item.caption()));
    }

    private static FeatureRows features(
            EmbeddingModel model, Modality modality, List<Item> items, Function<Item, TowerInput> prepare) {
        List<float[]> rows = new ArrayList<>();
        for (int from = 0; from < items.size(); from += BATCH) {
            List<TowerInput> batch = items.subList(from, Math.min(items.size(), from + BATCH)).stream()
                    .map(prepare)
                    .toList();
            model.features(modality, batch).stream().map(Embedding::toArray).forEach(rows::add);
        }
        return FeatureRows.of(rows.toArray(float[][]::new));
    }
}
