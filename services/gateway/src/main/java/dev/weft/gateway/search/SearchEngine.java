package dev.weft.gateway.search;

import dev.weft.core.Attributes;
import dev.weft.core.Embedding;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartContent;
import dev.weft.core.ReleaseId;
import dev.weft.gateway.problem.Reason;
import dev.weft.gateway.releases.Target;
import dev.weft.gateway.releases.Targets;
import dev.weft.gateway.search.SearchResult.Item;
import dev.weft.gateway.table.Known;
import dev.weft.gateway.table.MediaTable;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.UnknownCollectionException;
import dev.weft.vectorstore.UnknownFieldException;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.VectorStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs searches against the live collection, or that of a named release. Safe for use by several threads. */
public final class SearchEngine {

    /** Fusion looks deeper than the hits asked for: an item that is good in two lists must be found in both. */
    private static final int FUSION_DEPTH = 2;

    /** Fewer hits don't tell what is usual for a query: of 200 captions 148 found their own item first at 50, 180 at 250 (ADR 0007). */
    private static final int MIN_DEPTH = 250;

    private static final int MAX_DEPTH = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(SearchEngine.class);

    private final VectorStore store;
    private final Probes probes;
    private final MediaTable table;
    private final Targets targets;

    public SearchEngine(VectorStore store, Probes probes, MediaTable table, Targets targets) {
        this.store = store;
        this.probes = probes;
        this.table = table;
        this.targets = targets;
    }

    /**
     * Finds items.
     *
     * @throws ProblemException if the request can't be answered, with the reason
     */
    public SearchResult search(SearchRequest request) {
        List<Modality> modalities = modalities(request.modalities());
        try {
            return search(target(request), modalities, request);
        } catch (UnknownCollectionException e) {
            LOG.debug("a collection was retired while it was searched", e);
        }
        Target next = target(request);
        try {
            return search(next, modalities, request);
        } catch (UnknownCollectionException e) {
            throw new ProblemException(
                    StandardReason.UNAVAILABLE,
                    "the collection of " + next.release() + " was dropped while it was searched",
                    e);
        }
    }

    private Target target(SearchRequest request) {
        return request.release().map(targets::of).orElseGet(targets::live);
    }

    private SearchResult search(Target target, List<Modality> modalities, SearchRequest request) {
        Query query = probes.query(request.probe(), target);
        if (target.collection().isEmpty()) {
            return new SearchResult(target.release(), List.of());
        }
        try {
            return search(target, target.collection().get(), query, modalities, request);
        } catch (UnknownFieldException e) {
            throw new ProblemException(Reason.UNKNOWN_FIELD, e.getMessage() == null ? "" : e.getMessage(), e);
        }
    }

    /** Vectors of two releases have no distance: better no answer than a wrong one. */
    static void requireRelease(Target target, ReleaseId found) {
        if (!found.equals(target.release())) {
            throw new ProblemException(
                    StandardReason.INTERNAL,
                    "the collection of " + target.release() + " has a row of " + found + "; reconcile that release");
        }
    }

    /** A query's vector, and the item that is left out of its hits. */
    record Query(Embedding vector, Optional<MediaKey> excluded) {}

    /** Searches deeper and deeper until there are enough items, or no more. */
    private SearchResult search(
            Target target, String collection, Query query, List<Modality> modalities, SearchRequest request) {
        int depth = modalities.size() == 1 ? request.k() : Math.max(MIN_DEPTH, request.k() * FUSION_DEPTH);
        while (true) {
            int limit = depth;
            List<List<Hit>> lists = store.search(
                    collection,
                    modalities.stream()
                            .map(modality -> new VectorQuery(
                                    table.tenant(),
                                    query.vector(),
                                    limit,
                                    Set.of(modality),
                                    request.filter(),
                                    query.excluded()))
                            .toList());
            lists.forEach(list -> list.forEach(hit -> requireRelease(target, hit.release())));
            List<Item> items = items(ScoreFusion.fuse(lists), request.k());
            boolean exhausted = lists.stream().allMatch(list -> list.size() < limit);
            if (items.size() == request.k() || exhausted || depth >= MAX_DEPTH) {
                return new SearchResult(target.release(), items);
            }
            depth = Math.min(MAX_DEPTH, depth * 2);
        }
    }

    private List<Item> items(List<Hit> hits, int k) {
        List<Item> items = new ArrayList<>(Math.min(k, hits.size()));
        for (Hit hit : hits) {
            Optional<Known> known = table.find(hit.key());
            if (known.isEmpty()) {
                items.add(new Item(hit, hit.key().id().value(), Optional.empty(), Attributes.NONE, false));
            } else {
                // A deleted item's rows may lie in the index for a moment longer; nobody sees them.
                known.get().item().ifPresent(item -> items.add(item(hit, item)));
            }
            if (items.size() == k) {
                break;
            }
        }
        return items;
    }

    private static Item item(Hit hit, MediaItem item) {
        Optional<String> caption = item.part(Part.CAPTION)
                .map(Part::content)
                .filter(PartContent.InlineText.class::isInstance)
                .map(content -> ((PartContent.InlineText) content).text());
        return new Item(
                hit,
                item.family(),
                caption,
                item.attributes(),
                item.parts().stream().anyMatch(part -> part.content() instanceof PartContent.StoredObject));
    }

    private List<Modality> modalities(Optional<Set<Modality>> wanted) {
        Set<Modality> there = probes.modalities();
        Set<Modality> chosen = wanted.orElse(there);
        if (!there.containsAll(chosen)) {
            throw new ProblemException(
                    Reason.UNKNOWN_MODALITY,
                    "the space has "
                            + there.stream().sorted().map(Modality::wireName).collect(Collectors.joining(", "))
                            + ", got "
                            + chosen.stream().sorted().map(Modality::wireName).collect(Collectors.joining(", ")));
        }
        // Pictures first: of two parts that stand out equally, the picture is what people look at.
        return chosen.stream()
                .sorted((a, b) -> Boolean.compare(b == Modality.IMAGE, a == Modality.IMAGE))
                .toList();
    }
}
