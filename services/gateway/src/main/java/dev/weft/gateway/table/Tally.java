package dev.weft.gateway.table;

import dev.weft.core.MediaStatus.State;
import dev.weft.core.TenantId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts items by their current state, overall and by import. It is told of every change of an item with what was known before and after, so
 * that repeated records count nothing twice. Safe for use by several threads.
 */
final class Tally {

    private final TenantId tenant;
    private final Map<State, Long> states = new EnumMap<>(State.class);
    private final Map<String, ImportTally> imports = new HashMap<>();

    private static final class ImportTally {
        private final Map<State, Long> states = new EnumMap<>(State.class);
        private Instant updatedAt = Instant.EPOCH;
    }

    Tally(TenantId tenant) {
        this.tenant = tenant;
    }

    synchronized void clear() {
        states.clear();
        imports.clear();
    }

    synchronized void move(Optional<Known> before, Optional<Known> after) {
        before.filter(this::isOurs).ifPresent(known -> count(known, -1));
        after.filter(this::isOurs).ifPresent(known -> count(known, 1));
    }

    synchronized StateCounts states() {
        return new StateCounts(
                states.getOrDefault(State.ACCEPTED, 0L),
                states.getOrDefault(State.EMBEDDED, 0L),
                states.getOrDefault(State.SEARCHABLE, 0L),
                states.getOrDefault(State.FAILED, 0L),
                states.getOrDefault(State.DELETED, 0L));
    }

    synchronized Optional<ImportCounts> ofImport(String id) {
        ImportTally tally = imports.get(id);
        if (tally == null) {
            return Optional.empty();
        }
        long searchable = tally.states.getOrDefault(State.SEARCHABLE, 0L);
        return Optional.of(new ImportCounts(
                tally.states.values().stream().mapToLong(Long::longValue).sum(),
                tally.states.getOrDefault(State.EMBEDDED, 0L) + searchable,
                searchable,
                tally.states.getOrDefault(State.FAILED, 0L),
                tally.updatedAt));
    }

    private boolean isOurs(Known known) {
        return known.key().tenant().equals(tenant);
    }

    private void count(Known known, int by) {
        State state = known.state();
        add(states, state, by);
        known.importId().ifPresent(id -> {
            ImportTally tally = imports.computeIfAbsent(id, _ -> new ImportTally());
            add(tally.states, state, by);
            Instant changed = changedAt(known);
            if (changed.isAfter(tally.updatedAt)) {
                tally.updatedAt = changed;
            }
        });
    }

    private static void add(Map<State, Long> counts, State state, int by) {
        counts.merge(state, (long) by, Long::sum);
    }

    private static Instant changedAt(Known known) {
        Instant accepted = known.media().occurredAt();
        return known.currentStatus()
                .flatMap(status -> status.searchableAt().or(status::embeddedAt))
                .filter(accepted::isBefore)
                .orElse(accepted);
    }
}
