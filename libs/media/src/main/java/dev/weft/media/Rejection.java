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
    /** More streams in one file than the budget. */
    TOO_MANY_STREAMS,
    /** Plays longer than the budget. */
    TOO_LONG,
    /** The file ends before its picture or its sound does. */
    TRUNCATED,
    /** The file contradicts its format. */
    MALFORMED,
    /** The decoder took longer than the budget, and was killed. */
    DECODER_TIMEOUT,
    /** The decoder died of the file, or hit the limits it runs under. */
    DECODER_FAILED,
    /** The stored bytes are not those of the claim check. */
    HASH_MISMATCH;

    /** The lower-case word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
