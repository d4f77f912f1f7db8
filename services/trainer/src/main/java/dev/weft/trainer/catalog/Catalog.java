package dev.weft.trainer.catalog;

import dev.weft.core.MediaKey;
import dev.weft.core.PartKey;
import dev.weft.core.Split;
import dev.weft.learning.FeatureRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The catalog as the log had it when it was read. Immutable; safe for use by several threads.
 */
public final class Catalog {

    private final List<CatalogEntry> entries;
    private final FeatureRows media;
    private final FeatureRows texts;
    private final Map<PartKey, Integer> mediaRows = new HashMap<>();
    private final Map<PartKey, Integer> textRows = new HashMap<>();
    private final Map<MediaKey, Split> splits = new HashMap<>();

    /**
     * @param entries name rows of both
     * @param media unit norm, {@code [rows, tower dimension]}
     * @param texts the same of captions
     */
    public Catalog(List<CatalogEntry> entries, FeatureRows media, FeatureRows texts) {
        this.entries = List.copyOf(entries);
        this.media = media;
        this.texts = texts;
        for (CatalogEntry entry : entries) {
            mediaRows.put(entry.media(), entry.mediaRow());
            textRows.put(entry.text(), entry.textRow());
            splits.put(entry.key(), entry.split());
        }
    }

    /** Items with both sides, in the order of their keys. */
    public List<CatalogEntry> entries() {
        return entries;
    }

    /** Features of pictures or sounds, unit norm. */
    public FeatureRows media() {
        return media;
    }

    /** Features of captions, unit norm. */
    public FeatureRows texts() {
        return texts;
    }

    /** The row of a picture or sound; empty if the catalog has no feature of it. */
    public OptionalInt mediaRow(PartKey part) {
        return row(mediaRows, part);
    }

    /** The row of a caption; empty if the catalog has no feature of it. */
    public OptionalInt textRow(PartKey part) {
        return row(textRows, part);
    }

    /** The split that the item's family is in by now; empty if the item isn't in the catalog. */
    public Optional<Split> split(MediaKey key) {
        return Optional.ofNullable(splits.get(key));
    }

    private static OptionalInt row(Map<PartKey, Integer> rows, PartKey part) {
        Integer row = rows.get(part);
        return row == null ? OptionalInt.empty() : OptionalInt.of(row);
    }
}
