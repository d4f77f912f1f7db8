package dev.weft.vectorstore;

/** There is no collection or alias of this name. */
public final class UnknownCollectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownCollectionException(String name) {
        super("no collection or alias is called '" + name + "'");
    }
}
