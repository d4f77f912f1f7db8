package dev.weft.core;

import java.net.URI;

/** A claim check: bytes that lie in the object store. Whoever loads them checks the hash. */
public record Artifact(URI uri, Sha256 sha256, long sizeBytes) {

    public Artifact {
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("size must not be negative, got " + sizeBytes);
        }
    }
}
