package dev.weft.sink;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.core.ReleaseId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The changes of one item that are to be written together: of each release the newest vectors, and the newest deletion, which holds for all releases.
 * What one of these covers is written only if that one is refused: a record that can't land must not hide one that can. For one thread.
 */
final class ItemChanges {

    private static final Comparator<Incoming> NEWEST_FIRST = Comparator.<Incoming>comparingLong(
                    change -> change.event().mediaVersion())
            .reversed()
            .thenComparing(change -> !isDeletion(change));

    /** The newest version first; at equal versions deletions come before vectors, and else the later record before the earlier one. */
    private final List<Incoming> open = new ArrayList<>();

    private ItemChanges() {}

    /** Sorts changes by their items. */
    static Collection<ItemChanges> ofEach(List<Incoming> changes) {
        Map<MediaKey, ItemChanges> items = new LinkedHashMap<>();
        // The sort is stable, so that the order of the reversed log decides between equals.
        changes.reversed().stream()
                .sorted(NEWEST_FIRST)
                .forEach(change -> items.computeIfAbsent(change.event().key(), _ -> new ItemChanges())
                        .open
                        .add(change));
        return items.values();
    }

    /** The changes that nothing else covers: at most one per release, and one deletion. None when all is settled. */
    List<Incoming> front() {
        List<Incoming> front = new ArrayList<>();
        Map<ReleaseId, Incoming> newest = new HashMap<>();
        for (Incoming change : open) {
            if (isDeletion(change)) {
                // All that follows is of its version at most.
                front.add(change);
                break;
            }
            if (releaseOf(change)
                    .filter(release -> newest.putIfAbsent(release, change) == null)
                    .isPresent()) {
                front.add(change);
            }
        }
        return front;
    }

    /**
     * The front was written.
     *
     * @param refused those of it that can't be
     * @return how many changes need not be written, as one of the front covers them
     */
    int settle(Set<Incoming> refused) {
        List<Incoming> written =
                front().stream().filter(change -> !refused.contains(change)).toList();
        open.removeAll(front());
        int before = open.size();
        open.removeIf(change -> written.stream().anyMatch(newer -> covers(newer, change)));
        return before - open.size();
    }

    private static boolean covers(Incoming newer, Incoming older) {
        if (isDeletion(newer)) {
            return older.event().mediaVersion() <= newer.event().mediaVersion();
        }
        return releaseOf(older).equals(releaseOf(newer));
    }

    private static boolean isDeletion(Incoming change) {
        return change.event() instanceof MediaEmbedded.Deleted;
    }

    private static Optional<ReleaseId> releaseOf(Incoming change) {
        return change.event() instanceof MediaEmbedded.Vectors vectors
                ? Optional.of(vectors.release())
                : Optional.empty();
    }
}
