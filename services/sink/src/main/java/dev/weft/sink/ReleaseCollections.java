package dev.weft.sink;

import dev.weft.core.MediaKey;
import dev.weft.core.ReleaseId;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the collections of a space and makes the one of a release when its first vectors come. Thread-safe. */
final class ReleaseCollections {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseCollections.class);

    /** Deletions that come before there is any collection are rare; the bound only keeps a hostile log from filling the heap. */
    private static final int MAX_EARLY_DELETIONS = 100_000;

    private final VectorStore store;
    private final ReleaseId release;
    private final OptionalInt expectedDimension;
    private final Map<MediaKey, Long> earlyDeletions = new LinkedHashMap<>();
    private volatile int dimension;

    /** @param expectedDimension of the release's vectors; when it is not given, the first vectors decide */
    ReleaseCollections(VectorStore store, ReleaseId release, OptionalInt expectedDimension) {
        this.store = store;
        this.release = release;
        this.expectedDimension = expectedDimension;
    }

    /**
     * Makes sure that the release's collection is there, and that the space's alias names something.
     *
     * @throws IllegalArgumentException if the collection is of another dimension
     */
    void require(int wanted) {
        if (dimension != wanted) {
            make(wanted);
        }
    }

    private synchronized void make(int wanted) {
        if (expectedDimension.isPresent() && expectedDimension.getAsInt() != wanted) {
            throw new IllegalArgumentException("vectors of " + release + " have dimension "
                    + expectedDimension.getAsInt() + " (weft.sink.dimension), got " + wanted);
        }
        boolean created = store.resolve(release.collection()).isEmpty();
        store.createCollection(new CollectionSchema(release, wanted));
        if (created) {
            LOG.info("created a collection: collection={} dimension={}", release.collection(), wanted);
        }
        if (!earlyDeletions.isEmpty()) {
            store.apply(
                    release.collection(),
                    earlyDeletions.entrySet().stream()
                            .<Mutation>map(early -> new Mutation.Delete(early.getKey(), early.getValue()))
                            .toList());
            earlyDeletions.clear();
        }
        if (store.resolve(release.space()).isEmpty()) {
            store.setAlias(release.space(), release.collection());
        }
        dimension = wanted;
    }

    /**
     * The collections of all releases of the space: a deletion holds for each of them. When there is none yet, the deletions are kept for the time
     * when there is one that can remember them; they are lost by a restart before that.
     */
    synchronized List<String> ofSpaceOrRemember(List<Mutation.Delete> deletions) {
        String prefix = release.space() + "__r";
        List<String> all = store.collections().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
        if (all.isEmpty()) {
            deletions.forEach(this::rememberEarly);
        }
        return all;
    }

    private void rememberEarly(Mutation.Delete deletion) {
        earlyDeletions.merge(deletion.key(), deletion.version(), Math::max);
        if (earlyDeletions.size() > MAX_EARLY_DELETIONS) {
            earlyDeletions.remove(earlyDeletions.keySet().iterator().next());
        }
    }

    /** Looks again next time: something was not as expected. */
    void forget() {
        dimension = 0;
    }
}
