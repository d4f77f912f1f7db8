package dev.weft.sink;

import dev.weft.core.MediaKey;
import dev.weft.core.ReleaseId;
import dev.weft.events.releases.SpaceReleases;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the collections of a space and makes the one of a release when its first vectors come. Thread-safe. */
final class ReleaseCollections {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseCollections.class);

    /** Deletions that come before there is any collection are rare; the bound only keeps a hostile log from filling the heap. */
    private static final int MAX_EARLY_DELETIONS = 100_000;

    private final VectorStore store;
    private final SpaceReleases releases;
    private final OptionalInt expectedDimension;
    private final Map<MediaKey, Long> earlyDeletions = new LinkedHashMap<>();
    private final Map<ReleaseId, Integer> dimensions = new ConcurrentHashMap<>();

    /** @param expectedDimension of the configured release's vectors; when it is not given, the log or the first vectors decide */
    ReleaseCollections(VectorStore store, SpaceReleases releases, OptionalInt expectedDimension) {
        this.store = store;
        this.releases = releases;
        this.expectedDimension = expectedDimension;
    }

    SpaceReleases releases() {
        return releases;
    }

    /**
     * Makes sure that the release's collection is there, and that the space's alias names one.
     *
     * @throws IllegalArgumentException if the collection is of another dimension
     */
    void require(ReleaseId release, int wanted) {
        if (!Integer.valueOf(wanted).equals(dimensions.get(release))) {
            make(release, wanted);
        }
    }

    private synchronized void make(ReleaseId release, int wanted) {
        requireExpected(release, wanted);
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
        // Later it is the rollout's to move.
        if (release.equals(releases.live()) && store.resolve(release.space()).isEmpty()) {
            store.setAlias(release.space(), release.collection());
        }
        dimensions.put(release, wanted);
    }

    private void requireExpected(ReleaseId release, int wanted) {
        if (release.equals(releases.configured())
                && expectedDimension.isPresent()
                && expectedDimension.getAsInt() != wanted) {
            throw new IllegalArgumentException("vectors of " + release + " have dimension "
                    + expectedDimension.getAsInt() + " (weft.sink.dimension), got " + wanted);
        }
        releases.find(release).map(known -> known.contents().dimension()).ifPresent(known -> {
            if (known != wanted) {
                throw new IllegalArgumentException(
                        "vectors of " + release + " have dimension " + known + ", got " + wanted);
            }
        });
    }

    /**
     * The collections of all releases of the space: a deletion holds for each of them. When there is none yet, the deletions are kept for the time
     * when there is one that can remember them; they are lost by a restart before that.
     */
    synchronized List<String> ofSpaceOrRemember(List<Mutation.Delete> deletions) {
        String prefix = releases.space() + "__r";
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
        dimensions.clear();
    }
}
