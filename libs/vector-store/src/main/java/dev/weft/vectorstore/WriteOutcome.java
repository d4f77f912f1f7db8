package dev.weft.vectorstore;

/** What became of a {@link Mutation}. */
public enum WriteOutcome {
    /** The store now holds this version, or remembers this deletion. */
    APPLIED,
    /** The store holds a newer version or remembers a deletion of this version or a newer one: nothing was changed. */
    STALE
}
