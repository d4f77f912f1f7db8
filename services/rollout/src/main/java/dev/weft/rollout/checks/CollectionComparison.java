package dev.weft.rollout.checks;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Compares two collections of a space item by item: the same items, and in the new one no older version than in the live one. Both are written to
 * meanwhile, so what differs is looked at again before it counts.
 */
public final class CollectionComparison {

    /** More than are in flight at a time; if more differ, the collection is not complete anyway. */
    private static final int MAX_LOOKED_AT_AGAIN = 5_000;

    private static final int LOOKS = 12;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final VectorStore store;
    private final String live;
    private final String next;

    /**
     * @param live the collection that is searched
     * @param next the one that is to be
     */
    public CollectionComparison(VectorStore store, String live, String next) {
        this.store = store;
        this.live = live;
        this.next = next;
    }

    /**
     * @param items in the live collection, deleted ones not counted
     * @param differing items that are missing, older or too many in the new one
     * @param examples some of them
     * @param sample items of the new collection, evenly drawn
     */
    public record Result(long items, long differing, List<MediaKey> examples, List<MediaKey> sample) {}

    /**
     * Reads both collections to their ends.
     *
     * @param sampleSize how many items to draw
     */
    public Result run(int sampleSize, RandomGenerator random) {
        Iterator<StoredVersion> ofLive = new StoredVersions(store, live);
        Iterator<StoredVersion> ofNext = new StoredVersions(store, next);
        Reservoir<MediaKey> sample = new Reservoir<>(sampleSize, random);
        List<StoredVersion> differing = new ArrayList<>();
        Set<MediaKey> missing = new LinkedHashSet<>();
        long items = 0;
        long beyond = 0;
        StoredVersion left = advance(ofLive);
        StoredVersion right = advance(ofNext);
        while (left != null || right != null) {
            int order = order(left, right);
            StoredVersion expected = left != null && order <= 0 ? left : null;
            StoredVersion found = right != null && order >= 0 ? right : null;
            if (expected != null && !expected.deleted()) {
                items++;
            }
            if (found != null && !found.deleted()) {
                sample.offer(found.key());
            }
            Optional<StoredVersion> wrong = difference(expected, found);
            if (wrong.isPresent()) {
                if (differing.size() < MAX_LOOKED_AT_AGAIN) {
                    differing.add(wrong.get());
                    if (found == null) {
                        missing.add(wrong.get().key());
                    }
                } else {
                    beyond++;
                }
            }
            left = expected == null ? left : advance(ofLive);
            right = found == null ? right : advance(ofNext);
        }
        List<MediaKey> still = lookAgain(differing);
        // What came meanwhile is of the collection, too: in a small one it may be all there is.
        still.forEach(missing::remove);
        missing.forEach(sample::offer);
        return new Result(items, still.size() + beyond, still.subList(0, Math.min(still.size(), 10)), sample.kept());
    }

    private static @Nullable StoredVersion advance(Iterator<StoredVersion> all) {
        return all.hasNext() ? all.next() : null;
    }

    private static int order(@Nullable StoredVersion left, @Nullable StoredVersion right) {
        if (left == null) {
            return 1;
        }
        return right == null ? -1 : left.key().toString().compareTo(right.key().toString());
    }

    /** @return the version that the new collection should have, or should not have */
    private static Optional<StoredVersion> difference(@Nullable StoredVersion expected, @Nullable StoredVersion found) {
        if (expected == null || expected.deleted()) {
            // What a younger collection does not remember as deleted is as good as deleted.
            long deletedUpTo = expected == null ? Long.MAX_VALUE : expected.version();
            return found == null || found.deleted() || found.version() > deletedUpTo
                    ? Optional.empty()
                    : Optional.of(found);
        }
        boolean there = found != null && found.version() >= expected.version();
        return there ? Optional.empty() : Optional.of(expected);
    }

    /** What was uploaded a moment ago is on its way to both: towers take longer for it than heads. */
    private List<MediaKey> lookAgain(List<StoredVersion> differing) {
        List<MediaKey> still = stillDiffering(differing);
        for (int looks = 1;
                !still.isEmpty() && looks < LOOKS && !Thread.currentThread().isInterrupted();
                looks++) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            still = stillDiffering(differing);
        }
        return still;
    }

    /** An item is as it should be when the new collection has the version that was expected, or both have nothing. */
    private List<MediaKey> stillDiffering(List<StoredVersion> differing) {
        List<MediaKey> keys = differing.stream().map(StoredVersion::key).toList();
        if (keys.isEmpty()) {
            return List.of();
        }
        Map<MediaKey, StoredMedia> atLive = store.get(live, keys);
        Map<MediaKey, StoredMedia> atNext = store.get(next, keys);
        return differing.stream()
                .filter(one -> {
                    StoredMedia expected = atLive.get(one.key());
                    StoredMedia found = atNext.get(one.key());
                    boolean bothGone = expected == null && found == null;
                    boolean bothThere = expected != null && found != null && found.version() >= one.version();
                    return !bothGone && !bothThere;
                })
                .map(StoredVersion::key)
                .toList();
    }
}
