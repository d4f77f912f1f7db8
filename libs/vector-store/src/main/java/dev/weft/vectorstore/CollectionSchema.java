package dev.weft.vectorstore;

import dev.weft.core.ReleaseId;

/**
 * What a collection holds.
 *
 * @param dimension of every vector in it, positive
 */
public record CollectionSchema(ReleaseId release, int dimension) {

    public CollectionSchema {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension must be positive, got " + dimension);
        }
    }

    /** The collection's name: {@code <space>__r<release>}. */
    public String name() {
        return release.collection();
    }
}
