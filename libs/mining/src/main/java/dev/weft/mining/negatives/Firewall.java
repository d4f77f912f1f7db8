package dev.weft.mining.negatives;

import dev.weft.core.MediaKey;
import dev.weft.core.Split;
import java.util.Optional;
import java.util.Set;

/** What no negative may be, wherever it was found: of another split, or of the pair itself. */
final class Firewall {

    static final String SAME_ITEM = "same_item";
    static final String NOT_TRAIN = "not_train";
    static final String NO_SUCH_PART = "no_such_part";
    static final String SAME_FAMILY = "same_family";

    private Firewall() {}

    /** Whose media and whose text make the pair. */
    record Owners(MediaKey item, String family, MediaKey textItem, String textFamily) {}

    /** @return the name of what speaks against it */
    static Optional<String> against(IndexedItem item, Direction direction, Owners owners, Set<String> without) {
        if (item.key().equals(owners.item()) || item.key().equals(owners.textItem())) {
            return Optional.of(SAME_ITEM);
        }
        if (Split.of(item.family()) != Split.TRAIN) {
            return Optional.of(NOT_TRAIN);
        }
        if (item.part(direction).isEmpty()) {
            return Optional.of(NO_SUCH_PART);
        }
        boolean sameFamily =
                item.family().equals(owners.family()) || item.family().equals(owners.textFamily());
        return sameFamily && !without.contains(SAME_FAMILY) ? Optional.of(SAME_FAMILY) : Optional.empty();
    }
}
