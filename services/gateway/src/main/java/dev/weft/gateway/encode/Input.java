package dev.weft.gateway.encode;

/** Something to be embedded. */
public sealed interface Input {

    record Text(String text) implements Input {}

    /** @param bytes a picture's file, owned by this value */
    @SuppressWarnings("ArrayRecordComponent") // up to megabytes, never compared
    record Image(byte[] bytes) implements Input {}
}
