package dev.weft.mining.negatives;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch.Source;
import dev.weft.core.Modality;
import dev.weft.core.PartKey;
import java.util.List;
import java.util.Optional;

/**
 * An anchor with what was found for it.
 *
 * @param vectors of its media and its text; none for the text of a query, which no tower has seen
 * @param caption normalised; that of the item when the text is a query
 * @param weight how much it counts, above 0 and up to 1
 */
public record MinedPair(
        Anchor anchor,
        Optional<Yardstick.Pair> vectors,
        Optional<String> caption,
        float weight,
        List<Negative> negatives) {

    public MinedPair {
        negatives = List.copyOf(negatives);
    }

    /** Another item's part. */
    public record Negative(PartKey part, Modality modality, String family, Source source) {
        /** @param item has a part for this direction */
        static Negative of(IndexedItem item, Direction direction, Source source) {
            return item.part(direction)
                    .map(row ->
                            new Negative(new PartKey(item.key(), row.part()), row.modality(), item.family(), source))
                    .orElseThrow();
        }
    }
}
