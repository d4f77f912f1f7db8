package dev.weft.gateway.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What only this gateway knows of imports, since its start: which were begun here, and how many uploads changed nothing. The rest is counted
 * from the table. The oldest imports are forgotten.
 */
@ApplicationScoped
class ImportLog {

    private static final int KEPT = 10_000;

    private final Map<String, Seen> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > KEPT;
        }
    };

    record Seen(long unchanged, Instant updatedAt) {}

    synchronized void begin(String id) {
        entries.putIfAbsent(id, new Seen(0, Instant.now()));
    }

    synchronized void unchanged(String id) {
        Instant now = Instant.now();
        entries.merge(id, new Seen(1, now), (was, one) -> new Seen(was.unchanged() + 1, now));
    }

    synchronized Optional<Seen> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }
}
