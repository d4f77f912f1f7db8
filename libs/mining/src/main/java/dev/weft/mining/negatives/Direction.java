package dev.weft.mining.negatives;

/** What a negative is set against. */
public enum Direction {
    /** Another item's text, against the pair's media. */
    TEXT,
    /** Another item's media, against the pair's text. */
    MEDIA
}
