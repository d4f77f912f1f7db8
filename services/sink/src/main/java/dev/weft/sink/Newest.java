package dev.weft.sink;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the change of each item that matters: stores are free to refuse two rows of one key in one call. */
final class Newest {

    private static final Comparator<Incoming> NEWEST_FIRST = Comparator.<Incoming>comparingLong(
                    change -> change.event().mediaVersion())
            .reversed()
            .thenComparing(change -> !(change.event() instanceof MediaEmbedded.Deleted));

    private Newest() {}

    /**
     * The changes of each item, the newest version first; at equal versions deletions come before vectors, and else the later record before the
     * earlier one.
     *
     * @return at least one change for each item; the caller may change these queues
     */
    static Collection<Deque<Incoming>> firstPerItem(List<Incoming> changes) {
        Map<MediaKey, Deque<Incoming>> items = new LinkedHashMap<>();
        // The sort is stable, so that the order of the reversed log decides between equals.
        changes.reversed().stream()
                .sorted(NEWEST_FIRST)
                .forEach(change -> items.computeIfAbsent(change.event().key(), _ -> new ArrayDeque<>())
                        .add(change));
        return items.values();
    }
}
