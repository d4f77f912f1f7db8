package dev.weft.gateway.table;

import dev.weft.core.MediaKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who wants to know when an item changes. Listeners only hear that it did, and must return at once. Safe for use by several threads. */
final class Listeners {

    private final Map<MediaKey, CopyOnWriteArrayList<Runnable>> byKey = new ConcurrentHashMap<>();

    /** Ends a subscription. Idempotent. */
    Runnable add(MediaKey key, Runnable listener) {
        byKey.compute(key, (_, present) -> {
            CopyOnWriteArrayList<Runnable> list = present == null ? new CopyOnWriteArrayList<>() : present;
            list.add(listener);
            return list;
        });
        return () -> byKey.computeIfPresent(key, (_, list) -> {
            list.remove(listener);
            return list.isEmpty() ? null : list;
        });
    }

    void changed(MediaKey key) {
        CopyOnWriteArrayList<Runnable> list = byKey.get(key);
        if (list != null) {
            list.forEach(Runnable::run);
        }
    }
}
