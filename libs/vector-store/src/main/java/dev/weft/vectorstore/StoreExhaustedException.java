package dev.weft.vectorstore;

/** The store has run out of something that does not come back by itself, such as disk, memory or a quota: an operator must act. */
public final class StoreExhaustedException extends VectorStoreException {

    private static final long serialVersionUID = 1L;

    public StoreExhaustedException(String message, Throwable cause) {
        super(message, cause);
    }
}
