package dev.weft.events.deadletters;

import dev.weft.core.DeadLetterId;
import java.util.List;

/**
 * What is to be replayed.
 *
 * @param letters each is replayed once, in this order: oldest first as a rule
 * @param by who asks, kept with what was done; not checked
 */
public record ReplayRequest(List<DeadLetterId> letters, String by, Repeat repeat, Effect effect) {

    private static final int MAX_BY = 200;

    public ReplayRequest {
        letters = letters.stream().distinct().toList();
        if (by.isBlank() || by.length() > MAX_BY) {
            throw new IllegalArgumentException("by must be 1 to " + MAX_BY + " characters, got " + by.length());
        }
    }

    /** What becomes of letters that were replayed before. */
    public enum Repeat {
        SKIP,
        AGAIN
    }

    public enum Effect {
        /** Says what would be done, and does nothing. */
        DRY_RUN,
        REPLAY
    }
}
