package dev.weft.rollout;

import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.ReleaseId;
import dev.weft.vectorstore.Filter;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.VectorStore;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Searches all the time, as the gateway does: with the heads of the collection that the alias names. A caption's own vector must find the caption, of
 * that release; heads of one release on another's collection would not.
 */
final class QueryLoad implements AutoCloseable {

    /** A load, and room for what it is a load on. */
    private static final long PAUSE_NANOS = 500_000;

    private final VectorStore store;
    private final int items;
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    private final AtomicLong asked = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Set<String> collections = new ConcurrentSkipListSet<>();
    private volatile boolean closed;

    /** @param items that there are, in version 1, from the first on */
    QueryLoad(VectorStore store, int items) {
        this.store = store;
        this.items = items;
        thread.start();
    }

    long asked() {
        return asked.get();
    }

    /** Queries that threw, found something else, or found another release's vectors. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** What was searched. */
    Set<String> collections() {
        return Set.copyOf(collections);
    }

    private void run() {
        for (int i = 0; !closed; i = (i + 1) % items) {
            try {
                ask(Catalog.key(i));
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
            asked.incrementAndGet();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void ask(MediaKey key) {
        String collection = store.resolve("catalog").orElseThrow();
        ReleaseId release = new ReleaseId("catalog", Integer.parseInt(collection.substring("catalog__r".length())));
        Embedding query = Rotation.turn(release, Catalog.feature(key, Part.CAPTION, 1));
        List<Hit> hits = store.search(
                        collection,
                        List.of(new VectorQuery(
                                key.tenant(), query, 3, Set.of(Modality.TEXT), new Filter.All(), Optional.empty())))
                .getFirst();
        if (hits.isEmpty() || !hits.getFirst().key().equals(key)) {
            failures.add(key + " was not found in " + collection + " but " + hits);
        }
        if (hits.stream().anyMatch(hit -> !hit.release().equals(release))) {
            failures.add("mixed: " + hits);
        }
        collections.add(collection);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
