package dev.weft.vectorstore;

/** The store could not do what it was asked; trying again later may help. */
public class VectorStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public VectorStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
