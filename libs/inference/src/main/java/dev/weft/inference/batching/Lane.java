package dev.weft.inference.batching;

/**
 * How urgent an item is. Lanes don't share batches: somebody who waits doesn't pay for rows of a backfill. So that the backfill isn't starved,
 * it gets every fifth batch while both have items.
 */
public enum Lane {
    /** Somebody waits for it. */
    LIVE,
    /** Nobody waits for it: imports, new releases of a space. */
    BACKFILL
}
