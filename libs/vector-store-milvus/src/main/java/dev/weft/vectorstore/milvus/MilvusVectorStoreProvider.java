package dev.weft.vectorstore.milvus;

import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStoreProvider;
import java.time.Duration;
import java.util.Optional;

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
    public Optional<Duration> deadline(String location) {
        return Optional.of(MilvusSettings.parse(location).limits().deadline());
    }

    @Override
    public VectorStore open(String location) {
        return MilvusVectorStore.open(MilvusSettings.parse(location));
    }
}
