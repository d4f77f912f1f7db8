package dev.weft.mining.negatives;

import dev.weft.core.MediaKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers which texts were nearest to the last media that were searched with. Not thread-safe. */
final class Hubs {

    private static final int REMEMBERED = 2_000;
    private static final int NEAREST = 10;

    /** In a space without hubs, a text is among the ten nearest of ten pictures on average. */
    private static final int HUB = 100;

    private final Deque<List<MediaKey>> lists = new ArrayDeque<>();
    private final Map<MediaKey, Integer> counts = new HashMap<>();

    /** @param nearest best first */
    void saw(List<MediaKey> nearest) {
        List<MediaKey> first = List.copyOf(nearest.subList(0, Math.min(NEAREST, nearest.size())));
        lists.addLast(first);
        first.forEach(item -> counts.merge(item, 1, Integer::sum));
        if (lists.size() > REMEMBERED) {
            lists.removeFirst()
                    .forEach(item -> counts.computeIfPresent(item, (key, count) -> count > 1 ? count - 1 : null));
        }
    }

    boolean isHub(MediaKey item) {
        return counts.getOrDefault(item, 0) >= HUB;
    }
}
