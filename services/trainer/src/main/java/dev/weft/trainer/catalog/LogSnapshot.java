package dev.weft.trainer.catalog;

import dev.weft.core.Feature;
import dev.weft.core.FeatureKey;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.PartKey;
import dev.weft.learning.FeatureRows;
import dev.weft.trainer.catalog.ItemTable.Pairable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The items of the log with the features that were found. */
final class LogSnapshot implements CatalogSnapshot {

    private static final Logger LOG = LoggerFactory.getLogger(LogSnapshot.class);

    private final Modality modality;
    private final SortedMap<MediaKey, Pairable> items;
    private final Map<FeatureKey, Feature> features;

    /**
     * @param modality of the pairs' other side than text
     * @param items in the order of their keys
     */
    LogSnapshot(Modality modality, SortedMap<MediaKey, Pairable> items, Map<FeatureKey, Feature> features) {
        this.modality = modality;
        this.items = items;
        this.features = features;
    }

    @Override
    public Optional<Catalog> catalog(Map<Modality, String> towers, List<Feature> made) {
        Sides sides = new Sides(towers, made);
        List<CatalogEntry> entries = new ArrayList<>();
        List<float[]> media = new ArrayList<>();
        List<float[]> texts = new ArrayList<>();
        for (Pairable item : items.values()) {
            Optional<Feature> picture = sides.media(item);
            Optional<Feature> caption = sides.text(item);
            if (picture.isPresent() && caption.isPresent()) {
                entries.add(item.entry(media.size(), texts.size()));
                media.add(picture.get().vector().toArray());
                texts.add(caption.get().vector().toArray());
            }
        }
        LOG.info("read the catalog: items={} with-features={}", items.size(), entries.size());
        return entries.isEmpty() ? Optional.empty() : Optional.of(new Catalog(entries, rows(media), rows(texts)));
    }

    private static FeatureRows rows(List<float[]> vectors) {
        return FeatureRows.of(vectors.toArray(float[][]::new));
    }

    @Override
    public List<MediaItem> lacking(Catalog catalog, Map<Modality, String> towers) {
        Sides sides = new Sides(towers, List.of());
        return catalog.entries().stream()
                .map(entry -> Optional.ofNullable(items.get(entry.key())))
                .flatMap(Optional::stream)
                .filter(item -> sides.media(item).isEmpty() || sides.text(item).isEmpty())
                .map(Pairable::item)
                .toList();
    }

    /** Where the features of some towers are found. */
    private final class Sides {

        private final Map<Modality, String> towers;
        private final Map<PartKey, Feature> made;

        Sides(Map<Modality, String> towers, List<Feature> made) {
            this.towers = towers;
            this.made = made.stream()
                    .collect(Collectors.toMap(Feature::key, Function.identity(), (one, _) -> one, HashMap::new));
        }

        Optional<Feature> media(Pairable item) {
            return find(item.media(), modality, item);
        }

        Optional<Feature> text(Pairable item) {
            return find(item.text(), Modality.TEXT, item);
        }

        private Optional<Feature> find(PartKey part, Modality of, Pairable item) {
            Optional<String> tower = Optional.ofNullable(towers.get(of));
            return tower.flatMap(id -> Optional.ofNullable(features.get(new FeatureKey(part, id))))
                    .filter(item::isOfItsVersion)
                    .or(() -> Optional.ofNullable(made.get(part)).filter(item::isOfItsVersion));
        }
    }
}
