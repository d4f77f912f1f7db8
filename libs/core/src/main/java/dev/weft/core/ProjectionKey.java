package dev.weft.core;

import java.util.Optional;

/**
 * Names an item's vectors of one release that were projected from stored features: {@code tenant/mediaId@space@number}. It is the key of such records on
 * the {@code embeddings} topic, so that compaction keeps one of each release beside the embedder's own record, whose key is {@code tenant/mediaId}.
 */
public record ProjectionKey(MediaKey media, ReleaseId release) {

    /** Neither tenants nor media ids may have it. */
    private static final char BETWEEN = '@';

    /**
     * Reads the {@link #toString()} form.
     *
     * @throws IllegalArgumentException if the text is not {@code tenant/mediaId@space@number}
     */
    public static ProjectionKey parse(String text) {
        int at = text.indexOf(BETWEEN);
        if (at < 0) {
            throw new IllegalArgumentException("projection key must be tenant/mediaId@space@number, got no '@'");
        }
        return new ProjectionKey(MediaKey.parse(text.substring(0, at)), ReleaseId.parse(text.substring(at + 1)));
    }

    /** As {@link #parse}, for keys that may be an item's own or anything else. */
    public static Optional<ProjectionKey> find(String text) {
        try {
            return text.indexOf(BETWEEN) < 0 ? Optional.empty() : Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return media + "" + BETWEEN + release;
    }
}
