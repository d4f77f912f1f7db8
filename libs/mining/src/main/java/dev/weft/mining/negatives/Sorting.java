package dev.weft.mining.negatives;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.MediaKey;
import dev.weft.core.Split;
import dev.weft.vectorstore.VectorRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Anchors by what the index has of them.
 *
 * @param views those that can be searched with
 * @param queries whose text is a query's: no tower has seen it, so only what feedback said is known of it
 * @param waiting see {@link Mined}
 * @param outdated see {@link Mined}
 * @param rows of all items they speak of, as they are now
 */
record Sorting(
        List<PairView> views,
        List<Anchor> queries,
        List<Anchor> waiting,
        List<Anchor> outdated,
        Map<MediaKey, IndexedItem> rows) {

    static Sorting of(List<Anchor> anchors, IndexedItems index, Items items) {
        Sorting sorting = new Sorting(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                index.fresh(spokenOf(anchors)));
        anchors.forEach(anchor -> sorting.add(anchor, items));
        return sorting;
    }

    private static Set<MediaKey> spokenOf(List<Anchor> anchors) {
        Set<MediaKey> items = new LinkedHashSet<>();
        for (Anchor anchor : anchors) {
            items.add(anchor.item());
            items.add(PairView.textItem(anchor));
            items.addAll(anchor.unrelated());
        }
        return items;
    }

    private void add(Anchor anchor, Items items) {
        IndexedItem item = rows.get(anchor.item());
        IndexedItem textItem = rows.get(PairView.textItem(anchor));
        if (item == null || textItem == null || item.version() < anchor.mediaVersion()) {
            waiting.add(anchor);
            return;
        }
        boolean train = isTrain(item) && isTrain(textItem);
        boolean asItWas = item.version() == anchor.mediaVersion()
                && item.media().map(VectorRow::part).equals(Optional.of(anchor.mediaPart()));
        if (!train || !asItWas) {
            outdated.add(anchor);
        } else if (anchor.text() instanceof TextSide.QueryText) {
            queries.add(anchor);
        } else {
            view(anchor, item, textItem, items).ifPresentOrElse(views::add, () -> outdated.add(anchor));
        }
    }

    private static boolean isTrain(IndexedItem item) {
        return Split.of(item.family()) == Split.TRAIN;
    }

    private static Optional<PairView> view(Anchor anchor, IndexedItem item, IndexedItem textItem, Items items) {
        Optional<VectorRow> media = item.media();
        if (media.isEmpty() || textItem.text().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> caption = textItem.key().equals(anchor.item())
                ? anchor.caption()
                : items.find(textItem.key()).flatMap(Anchor::caption);
        return Optional.of(new PairView(
                anchor,
                media.get().vector(),
                textItem.text().get().vector(),
                textItem.key(),
                textItem.family(),
                Captions.normalised(caption.orElse("")),
                media.get().vector().cosine(textItem.text().get().vector())));
    }
}
