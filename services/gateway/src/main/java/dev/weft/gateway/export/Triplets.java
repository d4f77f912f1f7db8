package dev.weft.gateway.export;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.ContrastiveBatch.Negative;
import dev.weft.core.ContrastiveBatch.Pair;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.PartKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes rows as sentence-transformers reads them of mined batches, and counts what it left out. For one thread. */
public final class Triplets {

    private final TripletShape shape;
    private final Function<PartKey, Optional<String>> references;
    private final SortedMap<String, Integer> counts = new TreeMap<>();

    /** @param references what stands for a part in a row; empty where it may not be in one any more */
    public Triplets(TripletShape shape, Function<PartKey, Optional<String>> references) {
        this.shape = shape;
        this.references = references;
    }

    /** The batch's rows: columns in the order in which they are to be read. */
    public List<Map<String, String>> rows(ContrastiveBatch batch) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < batch.pairs().size(); i++) {
            Pair pair = batch.pairs().get(i);
            Optional<String> media = references.apply(pair.media());
            Optional<String> text = text(pair.text());
            if (media.isEmpty() || text.isEmpty()) {
                count("pairs_that_are_gone");
            } else {
                rows.addAll(rows(media.get(), text.get(), negatives(batch, i)));
            }
        }
        counts.merge("rows", rows.size(), Integer::sum);
        return rows;
    }

    /** Rows, and what was left out by its reason. */
    public SortedMap<String, Integer> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }

    private Optional<String> text(TextSide side) {
        return switch (side) {
            case TextSide.Caption(PartKey part) -> references.apply(part);
            case TextSide.QueryText(String query) -> Optional.of(query);
        };
    }

    private List<String> negatives(ContrastiveBatch batch, int pair) {
        List<String> found = new ArrayList<>();
        for (Negative negative : batch.negatives()) {
            if (negative.pair() == pair && shape.anchor().hasNegative(negative.modality())) {
                references.apply(negative.part()).ifPresentOrElse(found::add, () -> count("negatives_that_are_gone"));
            }
        }
        return found;
    }

    private List<Map<String, String>> rows(String media, String text, List<String> negatives) {
        String anchor = shape.anchor() == TripletShape.Anchor.TEXT ? text : media;
        String positive = shape.anchor() == TripletShape.Anchor.TEXT ? media : text;
        if (shape.negatives() == 0) {
            return List.of(row(anchor, positive, List.of()));
        }
        // A caption may have become the positive's since it was mined.
        List<String> others = negatives.stream()
                .filter(negative -> !negative.equals(positive))
                .toList();
        List<Map<String, String>> rows = new ArrayList<>();
        int from = 0;
        for (; from + shape.negatives() <= others.size(); from += shape.negatives()) {
            rows.add(row(anchor, positive, others.subList(from, from + shape.negatives())));
        }
        counts.merge("negatives_left_over", others.size() - from, Integer::sum);
        return rows;
    }

    private static Map<String, String> row(String anchor, String positive, List<String> negatives) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("anchor", anchor);
        row.put("positive", positive);
        if (negatives.size() == 1) {
            row.put("negative", negatives.getFirst());
        } else {
            for (int i = 0; i < negatives.size(); i++) {
                row.put("negative_" + (i + 1), negatives.get(i));
            }
        }
        return row;
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }
}
