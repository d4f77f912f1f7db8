package dev.weft.gateway.table;

/** What became of a write: how the item stands, and whether anything changed. */
public record Written(Known known, Change change) {

    /** Whether there is a new version. */
    public enum Change {
        ACCEPTED,
        UNCHANGED
    }
}
