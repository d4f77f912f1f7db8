package dev.weft.gateway.intake;

import dev.weft.core.Sha256;

/** Where the picture of a draft comes from. */
sealed interface Picture {

    /** @param value the file's bytes, owned by this value */
    @SuppressWarnings("ArrayRecordComponent") // up to megabytes, never compared
    record Bytes(byte[] value) implements Picture {}

    /** An object that the store has given out before. */
    record Stored(Sha256 sha256) implements Picture {}

    /** A file on somebody's web server. */
    record Remote(String url) implements Picture {}
}
