package dev.weft.gateway.intake;

import dev.weft.core.Attributes;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.Part;
import java.util.List;
import java.util.Optional;

/** What an item holds, ready to be written: its picture lies in the object store. Everything but its name and version. */
public record Content(Optional<String> family, Attributes attributes, List<Part> parts) {

    public Content {
        parts = List.copyOf(parts);
    }

    /** The item of this content. */
    public MediaItem item(MediaKey key, long version) {
        return new MediaItem(key, version, family.orElse(key.id().value()), attributes, parts);
    }

    /** Whether writing it over the item would change nothing: pictures are compared by hash. */
    public boolean sameAs(MediaItem item) {
        return item(item.key(), item.version()).equals(item);
    }
}
