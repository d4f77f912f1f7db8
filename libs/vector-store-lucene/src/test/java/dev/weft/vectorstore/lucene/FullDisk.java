package dev.weft.vectorstore.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;

/** Folders on a disk that takes no new file when a test says so. */
final class FullDisk implements Directories {

    /** What the operating system says to a new file; empty as long as it takes some. */
    volatile String refusal = "";

    @Override
    public Directory open(Path folder) throws IOException {
        return new FilterDirectory(new MMapDirectory(folder)) {
            @Override
            public IndexOutput createOutput(String name, IOContext context) throws IOException {
                refuse();
                return super.createOutput(name, context);
            }

            @Override
            public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
                refuse();
                return super.createTempOutput(prefix, suffix, context);
            }
        };
    }

    private void refuse() throws IOException {
        if (!refusal.isEmpty()) {
            throw new IOException(refusal);
        }
    }
}
