package dev.weft.rollout.checks;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** All items of a collection in the order of their keys, read page by page. Not thread-safe. */
final class StoredVersions implements Iterator<StoredVersion> {

    private static final int PAGE = 2_000;

    private final VectorStore store;
    private final String collection;
    private Iterator<StoredVersion> page = List.<StoredVersion>of().iterator();
    private Optional<MediaKey> last = Optional.empty();
    private boolean ended;

    StoredVersions(VectorStore store, String collection) {
        this.store = store;
        this.collection = collection;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !ended) {
            List<StoredVersion> read = store.scan(collection, last, PAGE);
            ended = read.size() < PAGE;
            last = read.isEmpty() ? last : Optional.of(read.getLast().key());
            page = read.iterator();
        }
        return page.hasNext();
    }

    @Override
    public StoredVersion next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the collection has no more items");
        }
        return page.next();
    }
}
