package dev.weft.vectorstore.milvus;

import dev.weft.vectorstore.VectorStoreException;

/**
 * The server says that a collection is gone or not loaded, or says something that the SDK can't read: what is known of the collection must be
 * looked up again before the call is repeated.
 */
final class StaleCollectionException extends VectorStoreException {

    private static final long serialVersionUID = 1L;

    StaleCollectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
