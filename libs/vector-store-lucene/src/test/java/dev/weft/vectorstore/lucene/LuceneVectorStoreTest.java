package dev.weft.vectorstore.lucene;

import dev.weft.vectorstore.DurableVectorStoreContract;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class LuceneVectorStoreTest extends DurableVectorStoreContract {

    @TempDir
    private Path folder;

    @Override
    protected VectorStore open() {
        return VectorStores.open("lucene:" + folder);
    }

    @Override
    protected VectorStore reopen() {
        return open();
    }
}
