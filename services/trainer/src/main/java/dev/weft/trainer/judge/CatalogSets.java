package dev.weft.trainer.judge;

import dev.weft.core.Split;
import dev.weft.evaluation.retrieval.ExactSearch;
import dev.weft.evaluation.sets.CatalogItem;
import dev.weft.evaluation.sets.EvaluationItem;
import dev.weft.evaluation.sets.EvaluationSet;
import dev.weft.evaluation.sets.EvaluationSetBuilder;
import dev.weft.evaluation.sets.HardItems;
import dev.weft.learning.Side;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.catalog.CatalogEntry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Freezes the sets of a catalog, by its families' splits, and finds the features of sets that were frozen before. */
public final class CatalogSets {

    private static final int NEWEST = 500;

    /** Half of an item's ten nearest: docs/gate.md says how many items that makes hard. */
    private static final int CONFUSING = 5;

    private final Side media;
    private final Side texts;
    private final Map<String, CatalogEntry> entries = new HashMap<>();

    /**
     * @param media the catalog's features, with what the bundle's head makes of them
     * @param texts the same of captions
     */
    public CatalogSets(Catalog catalog, Side media, Side texts) {
        this.media = media;
        this.texts = texts;
        catalog.entries().forEach(entry -> entries.put(entry.key().toString(), entry));
    }

    /** In-domain, newest, unseen and hard, as far as there are items for them. */
    public List<EvaluationSet> freeze(int version) throws InterruptedException {
        EvaluationSetBuilder builder = EvaluationSetBuilder.bySplit(
                entries.values().stream()
                        .map(entry -> new CatalogItem(item(entry), entry.createdAt()))
                        .toList(),
                version);
        return Stream.of(
                        builder.inDomain("in-domain"),
                        builder.newest("newest", NEWEST),
                        builder.unseen("unseen"),
                        builder.hard("hard", hard()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** By the bundle's own heads: the same items are hard for all releases that are compared. */
    private Set<String> hard() throws InterruptedException {
        List<CatalogEntry> all = entries.values().stream()
                .sorted(Comparator.comparing(entry -> entry.key().toString()))
                .toList();
        Heads bundle = Heads.ofBundle();
        return new HardItems(
                        all.stream().map(CatalogSets::item).toList(),
                        bundle.media(media, rows(all, CatalogEntry::mediaRow)),
                        bundle.texts(texts, rows(all, CatalogEntry::textRow)))
                .find(family -> Split.of(family) == Split.GATE, CONFUSING, ExactSearch.onAllProcessors());
    }

    private static int[] rows(List<CatalogEntry> entries, ToIntFunction<CatalogEntry> row) {
        return entries.stream().mapToInt(row).toArray();
    }

    /** Whether every item of a set is still what it was when the set was frozen. */
    public boolean holds(EvaluationSet set) {
        return set.pool().stream().allMatch(item -> {
            CatalogEntry entry = entries.get(item.id());
            return entry != null && item(entry).equals(item);
        });
    }

    /** The set with the features of this catalog; an item that the catalog has not is absent. */
    public JudgedSet withFeatures(EvaluationSet set) {
        return new JudgedSet(set, media, rows(set, CatalogEntry::mediaRow), texts, rows(set, CatalogEntry::textRow));
    }

    private int[] rows(EvaluationSet set, ToIntFunction<CatalogEntry> row) {
        return set.pool().stream()
                .mapToInt(item -> {
                    CatalogEntry entry = entries.get(item.id());
                    return entry == null ? JudgedSet.ABSENT : row.applyAsInt(entry);
                })
                .toArray();
    }

    private static EvaluationItem item(CatalogEntry entry) {
        return new EvaluationItem(entry.key().toString(), entry.family(), entry.category(), entry.caption());
    }
}
