package dev.weft.vectorstore;

/**
 * {@code memory:name}: exact search over a heap of vectors, for tests and as the yardstick of the other stores. Its content goes with the last
 * user's close.
 */
public final class MemoryVectorStoreProvider implements VectorStoreProvider {

    @Override
    public String scheme() {
        return "memory";
    }

    @Override
    public VectorStore open(String location) {
        return new MemoryVectorStore();
    }
}
