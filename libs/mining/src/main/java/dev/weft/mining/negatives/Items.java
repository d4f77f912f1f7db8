package dev.weft.mining.negatives;

import dev.weft.core.Anchor;
import dev.weft.core.MediaKey;
import java.util.List;
import java.util.Optional;

/** What the miner knows of the items that make pairs, all of the split train. Thread-safe. */
public interface Items {

    /** The item's own pair; empty when it makes none, or not any more. */
    Optional<Anchor> find(MediaKey item);

    /** Own pairs of random items, as many as wanted or all there are. */
    List<Anchor> sample(int wanted);

    /** How many families have an item with this caption. */
    int familiesWith(String normalisedCaption);
}
