package dev.weft.vectorstore.milvus;

import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStoreProvider;

/** {@code milvus:http://host:19530/database?option=value}: collections of a Milvus server. The options are listed in the module's README. */
public final class MilvusVectorStoreProvider implements VectorStoreProvider {

    @Override
    public String scheme() {
        return "milvus";
    }

    @Override
    public String canonical(String location) {
        return MilvusSettings.parse(location).canonical().reveal();
    }

    @Override
    public VectorStore open(String location) {
        return MilvusVectorStore.open(MilvusSettings.parse(location));
    }
}
