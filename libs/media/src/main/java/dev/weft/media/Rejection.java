package dev.weft.media;

import java.util.Locale;

/** Why media is rejected. The word is a metric's label and part of the HTTP contract. */
public enum Rejection {
    /** No bytes at all. */
    EMPTY,
    /** No format we know by its first bytes, whatever the file's name says. */
    UNSUPPORTED_TYPE,
    /** More bytes than the budget. */
    TOO_MANY_BYTES,
    /** More pixels, over all frames, than the budget. */
    TOO_MANY_PIXELS,
    /** More frames than the budget. */
    TOO_MANY_FRAMES,
    /** The file ends before its picture does. */
    TRUNCATED,
    /** The file contradicts its format. */
    MALFORMED,
    /** The stored bytes are not those of the claim check. */
    HASH_MISMATCH;

    /** The lower-case word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
