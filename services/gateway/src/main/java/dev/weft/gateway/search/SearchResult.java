package dev.weft.gateway.search;

import dev.weft.core.Attributes;
import dev.weft.core.ReleaseId;
import dev.weft.vectorstore.Hit;
import java.util.List;
import java.util.Optional;

/** What a search found, best first. */
public record SearchResult(ReleaseId release, List<Item> items) {

    public SearchResult {
        items = List.copyOf(items);
    }

    /** @param hit the item's part that stands out most */
    public record Item(Hit hit, String family, Optional<String> caption, Attributes attributes, boolean hasFile) {}
}
