package dev.weft.vectorstore;

final class MemoryVectorStoreTest extends VectorStoreContract {

    @Override
    protected VectorStore open() {
        return VectorStores.open("memory:contract");
    }
}
