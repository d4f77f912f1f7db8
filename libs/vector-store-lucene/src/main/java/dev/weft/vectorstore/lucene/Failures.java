package dev.weft.vectorstore.lucene;

import dev.weft.vectorstore.VectorStoreException;

/** Tells a failure of Lucene or of the disk in the store's words. */
final class Failures {

    private Failures() {}

    static VectorStoreException of(String what, Exception cause) {
        return new VectorStoreException("could not " + what + ": " + cause.getMessage(), cause);
    }
}
