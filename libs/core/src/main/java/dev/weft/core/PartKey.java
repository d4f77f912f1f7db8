package dev.weft.core;

/** Names one part of a media item: {@code tenant/mediaId#part}. */
public record PartKey(MediaKey media, String part) {

    public PartKey {
        Names.requireId("part", part);
    }

    /**
     * Reads the {@link #toString()} form.
     *
     * @throws IllegalArgumentException if the text is not {@code tenant/mediaId#part}
     */
    public static PartKey parse(String text) {
        int hash = text.indexOf('#');
        if (hash < 0) {
            throw new IllegalArgumentException("part key must be tenant/mediaId#part, got no '#'");
        }
        return new PartKey(MediaKey.parse(text.substring(0, hash)), text.substring(hash + 1));
    }

    @Override
    public String toString() {
        return media + "#" + part;
    }
}
