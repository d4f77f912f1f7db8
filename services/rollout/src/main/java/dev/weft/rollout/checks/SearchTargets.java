package dev.weft.rollout.checks;

import dev.weft.core.Modality;
import java.util.EnumSet;
import java.util.Set;

/** What a query looks for: what people look for is mostly of another modality than their words are. */
final class SearchTargets {

    private SearchTargets() {}

    /** @param present the modalities that there are */
    static Set<Modality> of(Modality query, Set<Modality> present) {
        EnumSet<Modality> others = EnumSet.copyOf(present);
        others.remove(query);
        return others.isEmpty() ? EnumSet.of(query) : others;
    }
}
