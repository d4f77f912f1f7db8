package dev.weft.vectorstore.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

/** A writer and the searchers that see what it writes. */
record OpenIndex(IndexWriter writer, SearcherManager searchers) implements Closeable {

    /** Starts at the last commit, or with an empty index when there is none. */
    static OpenIndex of(Directory directory) throws IOException {
        IndexWriter writer = new IndexWriter(directory, WriterSettings.create());
        try {
            return new OpenIndex(writer, new SearcherManager(writer, null));
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(writer);
            throw e;
        }
    }

    void commit(Map<String, String> data) throws IOException {
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
    }

    /** Whether Lucene has closed the writer, because the disk was full in the middle of a write. */
    boolean isOutOfDisk() {
        return !writer.isOpen() && Failures.isDiskFull(writer.getTragicException());
    }

    /** Commits and closes. After a failed write there is nothing to commit: the last commit stays. */
    @Override
    public void close() throws IOException {
        IOUtils.close(searchers, writer);
    }
}
