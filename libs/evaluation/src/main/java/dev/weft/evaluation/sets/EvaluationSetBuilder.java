package dev.weft.evaluation.sets;

import dev.weft.core.Split;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Freezes sets of one catalog. Every set but the guard asks for items of held-out families only, and searches the whole catalog. The order of a set is
 * that of the ids: the same catalog gives the same hash. Immutable.
 */
public final class EvaluationSetBuilder {

    private static final Comparator<CatalogItem> BY_ID =
            Comparator.comparing(catalogItem -> catalogItem.item().id());

    private final List<CatalogItem> catalog;
    private final Predicate<String> heldOut;
    private final Predicate<String> trained;
    private final int version;

    private EvaluationSetBuilder(
            List<CatalogItem> catalog, Predicate<String> heldOut, Predicate<String> trained, int version) {
        this.catalog = catalog.stream().sorted(BY_ID).toList();
        this.heldOut = heldOut;
        this.trained = trained;
        this.version = version;
    }

    /** By {@link Split}: families of the gate are held out, those of training are what heads learn from. */
    public static EvaluationSetBuilder bySplit(List<CatalogItem> catalog, int version) {
        return new EvaluationSetBuilder(
                catalog, family -> Split.of(family) == Split.GATE, family -> Split.of(family) == Split.TRAIN, version);
    }

    /** By a list of families that nobody learns from; all others count as training. */
    public static EvaluationSetBuilder byFamilies(List<CatalogItem> catalog, Set<String> heldOut, int version) {
        Set<String> families = Set.copyOf(heldOut);
        return new EvaluationSetBuilder(catalog, families::contains, family -> !families.contains(family), version);
    }

    /** Empty where no family is held out. */
    public Optional<EvaluationSet> inDomain(String name) {
        return freeze(name, EvaluationKind.IN_DOMAIN, heldOutItems());
    }

    /** The newest {@code count} items of held-out families. */
    public Optional<EvaluationSet> newest(String name, int count) {
        Stream<CatalogItem> newest = heldOutItems()
                .sorted(Comparator.comparing(CatalogItem::createdAt).reversed().thenComparing(BY_ID))
                .limit(count);
        return freeze(name, EvaluationKind.NEWEST, newest);
    }

    /** Items of held-out families whose caption, without regard to case and spaces, no item of training carries. */
    public Optional<EvaluationSet> unseen(String name) {
        Set<String> seen = catalog.stream()
                .map(CatalogItem::item)
                .filter(item -> trained.test(item.family()))
                .map(item -> normalised(item.caption()))
                .collect(Collectors.toSet());
        return freeze(
                name,
                EvaluationKind.UNSEEN,
                heldOutItems().filter(of -> !seen.contains(normalised(of.item().caption()))));
    }

    /** Those of the ids that are of held-out families: an id of training would flatter whoever learned it. */
    public Optional<EvaluationSet> hard(String name, Set<String> ids) {
        return freeze(
                name,
                EvaluationKind.HARD,
                heldOutItems().filter(of -> ids.contains(of.item().id())));
    }

    /** Those of the ids that are of held-out families. */
    public Optional<EvaluationSet> moderation(String name, Set<String> ids) {
        return freeze(
                name,
                EvaluationKind.MODERATION,
                heldOutItems().filter(of -> ids.contains(of.item().id())));
    }

    /** Items from elsewhere, which are their own pool. */
    public static EvaluationSet guard(String name, int version, List<EvaluationItem> items) {
        List<EvaluationItem> ordered =
                items.stream().sorted(Comparator.comparing(EvaluationItem::id)).toList();
        return new EvaluationSet(name, EvaluationKind.GUARD, version, ordered, List.of());
    }

    private Stream<CatalogItem> heldOutItems() {
        return catalog.stream().filter(of -> heldOut.test(of.item().family()));
    }

    private Optional<EvaluationSet> freeze(String name, EvaluationKind kind, Stream<CatalogItem> chosen) {
        List<EvaluationItem> queries =
                chosen.sorted(BY_ID).map(CatalogItem::item).toList();
        if (queries.isEmpty()) {
            return Optional.empty();
        }
        Set<String> asked = queries.stream().map(EvaluationItem::id).collect(Collectors.toSet());
        List<EvaluationItem> others = catalog.stream()
                .map(CatalogItem::item)
                .filter(item -> !asked.contains(item.id()))
                .toList();
        return Optional.of(new EvaluationSet(name, kind, version, queries, others));
    }

    private static String normalised(String caption) {
        return caption.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
