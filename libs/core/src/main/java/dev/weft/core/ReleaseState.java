package dev.weft.core;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * How far a release is on its way. One collection per release that {@link #indexed() is indexed}; the alias of the space names the live one's.
 *
 * <pre>
 * CANDIDATE → REJECTED | APPROVED → BACKFILLING → SHADOW → LIVE → STANDBY → RETIRED
 *                                                            LIVE → ROLLED_BACK, and then its predecessor STANDBY → LIVE
 * </pre>
 */
public enum ReleaseState {
    /** Trained or imported, not judged yet. */
    CANDIDATE,
    /** The gate said no. A person may still promote it, with a reason. */
    REJECTED,
    /** The gate, or a person, said yes; nothing is indexed yet. */
    APPROVED,
    /** Its collection is being filled from features, while new items are written to it too. */
    BACKFILLING,
    /** Its collection is complete and verified; some real queries run on it beside the live one. */
    SHADOW,
    /** The alias names its collection. */
    LIVE,
    /** It was live before the live one; its collection is kept up to date, so that going back is a switch of the alias. */
    STANDBY,
    /** Its collection is gone, or may go at any time. */
    RETIRED,
    /** It was live, or on its way, and somebody went back; its collection is gone, or may go at any time. */
    ROLLED_BACK;

    private Set<ReleaseState> next() {
        return switch (this) {
            case CANDIDATE -> EnumSet.of(REJECTED, APPROVED);
            // Only by force.
            case REJECTED -> EnumSet.of(APPROVED);
            case APPROVED -> EnumSet.of(BACKFILLING, ROLLED_BACK);
            case BACKFILLING -> EnumSet.of(SHADOW, ROLLED_BACK);
            case SHADOW -> EnumSet.of(LIVE, ROLLED_BACK);
            case LIVE -> EnumSet.of(STANDBY, ROLLED_BACK);
            case STANDBY -> EnumSet.of(LIVE, RETIRED);
            case RETIRED, ROLLED_BACK -> EnumSet.noneOf(ReleaseState.class);
        };
    }

    /** Whether a release in this state may go over to the other, or stay in the same. */
    public boolean mayBecome(ReleaseState other) {
        return other == this || next().contains(other);
    }

    /** Whether every new item is embedded with its heads and written to its collection. */
    public boolean indexed() {
        return switch (this) {
            case BACKFILLING, SHADOW, LIVE, STANDBY -> true;
            case CANDIDATE, REJECTED, APPROVED, RETIRED, ROLLED_BACK -> false;
        };
    }

    /** The lower-case name used in JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
