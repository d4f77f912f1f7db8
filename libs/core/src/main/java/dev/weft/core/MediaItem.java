package dev.weft.core;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was uploaded.
 *
 * @param version grows with every change of the item; positive
 * @param family items that are variants of one product share it; the item's own id when it has no other
 * @param parts at least one, with different names
 */
public record MediaItem(MediaKey key, long version, String family, Attributes attributes, List<Part> parts) {

    public MediaItem {
        Names.requireVersion(version, key);
        Names.requireFamily(family, key);
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a media item needs a picture or a caption, got neither for " + key);
        }
        Set<String> names = new HashSet<>();
        for (Part part : parts) {
            if (!names.add(part.name())) {
                throw new IllegalArgumentException(
                        "parts must have different names, got '" + part.name() + "' twice for " + key);
            }
        }
    }

    public Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }
}
