package dev.weft.cli.client;

/** What the gateway did with an item that it took. */
public enum PutOutcome {
    /** It is new or differs from what was there, and is on its way to the index. */
    ACCEPTED,
    /** The same item is there already, and nothing more will become of it. */
    UNCHANGED,
    /** The same item is there already, but not in the index yet. */
    UNCHANGED_UNSETTLED
}
