package dev.weft.sink.reconcile;

import dev.weft.core.MediaKey;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A difference between log and store.
 *
 * @param logVersion the item's version by the log; absent when the log has no record of it
 * @param logDeleted whether the log says that this version is deleted
 * @param storeVersion the version the store holds or remembers as deleted; absent when it has neither
 * @param partition of the log's record, absent when there is none
 * @param offset of the log's record, absent when there is none
 * @param reason why it is not repaired; empty when that was not tried, or worked
 */
public record Finding(
        Kind kind,
        MediaKey key,
        OptionalLong logVersion,
        boolean logDeleted,
        OptionalLong storeVersion,
        OptionalInt partition,
        OptionalLong offset,
        Repair repair,
        String reason) {

    /** What is wrong. */
    public enum Kind {
        /** The log has the item, searches don't find it. */
        MISSING,
        /** Searches find an older version than the log has. */
        STALE,
        /** Searches find what the log says is deleted, or never had. */
        EXTRA,
        /**
         * The store has a newer version, or the memory of a newer deletion, than any record that is left in the log. Only reported: it is the
         * truth where an older version came late and compaction has removed the newer one, and a loss of the log otherwise.
         */
        AHEAD;

        /** The lower-case word. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What was done about it. */
    public enum Repair {
        NOT_TRIED,
        REPAIRED,
        NOT_REPAIRED;

        /** The lower-case word. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Finding repaired() {
        return with(Repair.REPAIRED, "");
    }

    Finding notRepaired(String because) {
        return with(Repair.NOT_REPAIRED, because);
    }

    private Finding with(Repair outcome, String because) {
        return new Finding(kind, key, logVersion, logDeleted, storeVersion, partition, offset, outcome, because);
    }
}
