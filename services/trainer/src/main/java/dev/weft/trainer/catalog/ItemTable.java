package dev.weft.trainer.catalog;

import dev.weft.core.AttributeValue;
import dev.weft.core.Feature;
import dev.weft.core.MediaEvent;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartContent;
import dev.weft.core.PartKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The newest version of each item that has a caption and a part of the wanted modality. For one thread. */
final class ItemTable {

    private final Modality modality;
    private final String categoryAttribute;
    private final Map<MediaKey, Long> versions = new HashMap<>();
    private final SortedMap<MediaKey, Pairable> items = new TreeMap<>(Comparator.comparing(MediaKey::toString));

    ItemTable(Modality modality, String categoryAttribute) {
        this.modality = modality;
        this.categoryAttribute = categoryAttribute;
    }

    /** An item with both sides, without its features. */
    record Pairable(MediaItem item, String category, String caption, Instant createdAt, PartKey media, PartKey text) {

        CatalogEntry entry(int mediaRow, int textRow) {
            return new CatalogEntry(
                    item.key(), item.family(), category, caption, createdAt, media, mediaRow, text, textRow);
        }

        boolean isOfItsVersion(Feature feature) {
            return feature.mediaVersion() == item.version();
        }
    }

    void add(MediaEvent event) {
        if (versions.getOrDefault(event.key(), 0L) > event.version()) {
            return;
        }
        versions.put(event.key(), event.version());
        Optional<Pairable> pairable = event instanceof MediaEvent.Stored stored
                ? pairable(stored.item(), stored.occurredAt())
                : Optional.empty();
        pairable.ifPresentOrElse(item -> items.put(event.key(), item), () -> items.remove(event.key()));
    }

    /** In the order of their keys. */
    SortedMap<MediaKey, Pairable> items() {
        return items;
    }

    private Optional<Pairable> pairable(MediaItem item, Instant at) {
        Optional<Part> media = item.parts().stream()
                .filter(part -> part.modality() == modality)
                .findFirst();
        Optional<Part> text = item.parts().stream()
                .filter(part -> part.content() instanceof PartContent.InlineText)
                .findFirst();
        if (media.isEmpty() || text.isEmpty()) {
            return Optional.empty();
        }
        String caption = text.get().content() instanceof PartContent.InlineText(String words) ? words : "";
        return Optional.of(new Pairable(
                item,
                category(item),
                caption,
                at,
                new PartKey(item.key(), media.get().name()),
                new PartKey(item.key(), text.get().name())));
    }

    private String category(MediaItem item) {
        return item.attributes().values().get(categoryAttribute) instanceof AttributeValue.Text(String value)
                ? value
                : "";
    }
}
