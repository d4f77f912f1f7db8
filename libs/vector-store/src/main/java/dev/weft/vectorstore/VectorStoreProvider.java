package dev.weft.vectorstore;

/** Makes stores of one kind; found by {@link java.util.ServiceLoader}. */
public interface VectorStoreProvider {

    /** The scheme of the URIs it opens, such as {@code lucene} in {@code lucene:/var/lib/weft/index}. */
    String scheme();

    /**
     * Opens the store.
     *
     * @param location the URI without its scheme and colon
     * @throws VectorStoreException if it can't be opened
     */
    VectorStore open(String location);
}
