package dev.weft.cli.client;

/** What the gateway did with an item that it took. */
public enum PutOutcome {
    /** It is new or differs from what was there, and is on its way to the index. */
    ACCEPTED,
    /** The same item is there already. */
    UNCHANGED
}
