package dev.weft.core;

/**
 * Names the feature that a tower other than the embedder's made of a part: {@code tenant/mediaId#part@tower}. It is the key of such records on the
 * {@code features} topic, beside the embedder's own, whose key is {@code tenant/mediaId#part}: so an item has a feature of each tower that is in use.
 */
public record FeatureKey(PartKey part, String towerId) {

    /** Neither tenants, media ids nor parts may have it. */
    private static final char BETWEEN = '@';

    @Override
    public String toString() {
        return part + "" + BETWEEN + towerId;
    }
}
