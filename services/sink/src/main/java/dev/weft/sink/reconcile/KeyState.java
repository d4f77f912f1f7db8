package dev.weft.sink.reconcile;

import dev.weft.core.MediaKey;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of one item, in two bounds: what the sink has certainly written before the store was read, and what it may have written by
 * then. A store that is right holds the first or something newer, and nothing newer than the second. Both are the newest version, a deletion
 * before a put and a later record before an earlier one, which is what a replay of the log ends in, whatever its order. For one thread.
 */
final class KeyState {

    private @Nullable LogEntry certain;
    private @Nullable LogEntry possible;
    private boolean notTaken;
    private long elsewhere = -1;

    /** @param written whether the sink had passed the record before the store was read */
    void add(LogEntry entry, boolean written) {
        if (entry.kind() == LogEntry.Kind.NOT_TAKEN) {
            notTaken = true;
            return;
        }
        if (entry.kind() == LogEntry.Kind.ELSEWHERE) {
            // Under the same key: compaction may have removed a record of this release for it.
            notTaken = true;
            elsewhere = Math.max(elsewhere, entry.version());
            return;
        }
        possible = newer(possible, entry);
        if (written) {
            certain = newer(certain, entry);
        }
    }

    private static LogEntry newer(@Nullable LogEntry old, LogEntry young) {
        if (old == null) {
            return young;
        }
        boolean wins = young.version() == old.version()
                ? young.kind() == LogEntry.Kind.DELETE || old.kind() == LogEntry.Kind.PUT
                : young.version() > old.version();
        return wins ? young : old;
    }

    /** What a replay of the log leaves of the item, absent when all its records are not taken. */
    Optional<LogEntry> outcome() {
        return Optional.ofNullable(possible);
    }

    /** What is wrong when the store has neither the item nor the memory of its deletion. */
    Judgement withoutRow(String key) {
        return lacking()
                .map(missing -> finding(Finding.Kind.MISSING, key, missing, OptionalLong.empty()))
                .map(Judgement::of)
                .orElseGet(() -> awaitsProjection(-1) ? Judgement.UNPROVEN : Judgement.FINE);
    }

    /** What is wrong with the store's row. */
    Judgement judge(StoreEntry row) {
        Judgement judgement = row.deleted() ? judgeDeleted(row) : judgeLive(row);
        return judgement.equals(Judgement.FINE) && awaitsProjection(row.version()) ? Judgement.UNPROVEN : judgement;
    }

    /** Whether the item has a newer version than the store, of which the log has no vectors of this release yet. */
    private boolean awaitsProjection(long stored) {
        long known = possible == null ? -1 : possible.version();
        return elsewhere > Math.max(stored, known);
    }

    private Judgement judgeDeleted(StoreEntry row) {
        LogEntry newest = possible;
        if (newest == null || newest.kind() == LogEntry.Kind.DELETE) {
            // A deletion is remembered by the collections of all releases: a log without the item does not speak
            // against it.
            return Judgement.FINE;
        }
        if (row.version() >= newest.version()) {
            return notTaken
                    ? Judgement.UNPROVEN
                    : Judgement.of(finding(Finding.Kind.AHEAD, row.key(), newest, OptionalLong.of(row.version())));
        }
        LogEntry missing = certain;
        return missing != null && missing.kind() == LogEntry.Kind.PUT && row.version() < missing.version()
                ? Judgement.of(finding(Finding.Kind.MISSING, row.key(), missing, OptionalLong.of(row.version())))
                : Judgement.FINE;
    }

    private Judgement judgeLive(StoreEntry row) {
        LogEntry newest = possible;
        if (newest == null) {
            return notTaken ? Judgement.UNPROVEN : Judgement.of(unlogged(row));
        }
        OptionalLong stored = OptionalLong.of(row.version());
        if (row.version() > newest.version()) {
            return notTaken ? Judgement.UNPROVEN : Judgement.of(finding(Finding.Kind.AHEAD, row.key(), newest, stored));
        }
        LogEntry least = certain;
        if (least == null) {
            return Judgement.FINE;
        }
        return switch (least.kind()) {
            case DELETE ->
                row.version() <= least.version()
                        ? Judgement.of(finding(Finding.Kind.EXTRA, row.key(), least, stored))
                        : Judgement.FINE;
            case PUT ->
                row.version() < least.version()
                        ? Judgement.of(finding(Finding.Kind.STALE, row.key(), least, stored))
                        : Judgement.FINE;
            case ELSEWHERE, NOT_TAKEN -> throw new IllegalStateException("what is not taken is no bound, got " + least);
        };
    }

    /** A put that must be there, unless a deletion may have removed it again and been forgotten since. */
    private Optional<LogEntry> lacking() {
        LogEntry least = certain;
        LogEntry newest = possible;
        return least != null
                        && least.kind() == LogEntry.Kind.PUT
                        && newest != null
                        && newest.kind() == LogEntry.Kind.PUT
                ? Optional.of(least)
                : Optional.empty();
    }

    /** The finding of a live row that no record of the log speaks of. */
    static Finding unlogged(StoreEntry row) {
        return new Finding(
                Finding.Kind.EXTRA,
                MediaKey.parse(row.key()),
                OptionalLong.empty(),
                false,
                OptionalLong.of(row.version()),
                OptionalInt.empty(),
                OptionalLong.empty(),
                Finding.Repair.NOT_TRIED,
                "");
    }

    private static Finding finding(Finding.Kind kind, String key, LogEntry log, OptionalLong storeVersion) {
        return new Finding(
                kind,
                MediaKey.parse(key),
                OptionalLong.of(log.version()),
                log.kind() == LogEntry.Kind.DELETE,
                storeVersion,
                OptionalInt.of(log.partition()),
                OptionalLong.of(log.offset()),
                Finding.Repair.NOT_TRIED,
                "");
    }
}
