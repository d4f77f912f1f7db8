package dev.weft.vectorstore.lucene;

import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStoreProvider;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** {@code lucene:folder}: indexes below this folder, which is made when it is missing. A relative folder starts at the working directory. */
public final class LuceneVectorStoreProvider implements VectorStoreProvider {

    @Override
    public String scheme() {
        return "lucene";
    }

    @Override
    public String canonical(String location) {
        if (location.isBlank()) {
            throw new IllegalArgumentException("a Lucene store needs a folder, as in lucene:data/index, got none");
        }
        try {
            return Path.of(location).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a Lucene store needs a folder, got '" + location + "'", e);
        }
    }

    @Override
    public VectorStore open(String location) {
        Path folder = Path.of(location);
        try {
            return LuceneVectorStore.open(folder);
        } catch (IOException e) {
            throw Failures.of("open the vector store in " + folder, e);
        }
    }
}
