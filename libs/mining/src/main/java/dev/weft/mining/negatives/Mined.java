package dev.weft.mining.negatives;

import dev.weft.core.Anchor;
import dev.weft.core.Neighbours;
import java.util.List;

/**
 * What became of anchors that were mined together.
 *
 * @param pairs to learn from
 * @param waiting whose items the index does not have yet, or only in an older version
 * @param outdated whose items have changed since, or are of another split: another anchor says more
 * @param audit all that was found for some of them
 */
public record Mined(List<MinedPair> pairs, List<Anchor> waiting, List<Anchor> outdated, List<Neighbours> audit) {
    public Mined {
        pairs = List.copyOf(pairs);
        waiting = List.copyOf(waiting);
        outdated = List.copyOf(outdated);
        audit = List.copyOf(audit);
    }
}
