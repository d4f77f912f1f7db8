package dev.weft.vectorstore.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;

/**
 * The folder of a store: one folder per index, the aliases, and a lock that the operating system releases with the process, so that a killed
 * one leaves nothing to clean up.
 */
final class StoreFolder implements Closeable {

    private static final String LOCK = "store.lock";

    /** A folder with this ending is on its way out. */
    private static final String DROPPED = ".dropped";

    private final Path root;
    private final Directory directory;
    private final Lock lock;

    private StoreFolder(Path root, Directory directory, Lock lock) {
        this.root = root;
        this.directory = directory;
        this.lock = lock;
    }

    /** @throws IOException if the folder can't be made, or another process has it */
    static StoreFolder lock(Path root) throws IOException {
        Files.createDirectories(root);
        Directory directory = FSDirectory.open(root);
        try {
            return new StoreFolder(root, directory, directory.obtainLock(LOCK));
        } catch (LockObtainFailedException e) {
            IOUtils.closeWhileHandlingException(directory);
            throw new IOException("another process uses it; stop that one or choose another folder", e);
        } catch (IOException e) {
            IOUtils.closeWhileHandlingException(directory);
            throw e;
        }
    }

    /** The folders that hold an index. What a crash left of a creation or a removal is cleared away. */
    List<Path> indexes() throws IOException {
        List<Path> folders;
        try (Stream<Path> entries = Files.list(root)) {
            folders = entries.filter(Files::isDirectory).sorted().toList();
        }
        List<Path> indexes = new ArrayList<>();
        for (Path candidate : folders) {
            if (candidate.getFileName().toString().endsWith(DROPPED)) {
                IOUtils.rm(candidate);
            } else if (isIndex(candidate)) {
                indexes.add(candidate);
            }
        }
        return indexes;
    }

    private static boolean isIndex(Path candidate) throws IOException {
        try (Directory index = FSDirectory.open(candidate)) {
            return DirectoryReader.indexExists(index);
        }
    }

    Path createIndex(String name) throws IOException {
        Path index = Files.createDirectories(root.resolve(name));
        IOUtils.fsync(root, true);
        return index;
    }

    /** Renames before it deletes: the index is there as a whole, or not at all. */
    void removeIndex(String name) throws IOException {
        Path dropped = root.resolve(name + DROPPED);
        Files.move(root.resolve(name), dropped, StandardCopyOption.ATOMIC_MOVE);
        IOUtils.fsync(root, true);
        IOUtils.rm(dropped);
    }

    AliasFile aliases() {
        return new AliasFile(root);
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(lock, directory);
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
