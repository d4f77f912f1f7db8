package dev.weft.events.deadletters;

import dev.weft.core.DeadLetterId;
import dev.weft.core.DeadLetterReplay;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of one letter of a replay.
 *
 * @param detail a sentence for a person
 * @param replay what was done now, or before for {@link Result#ALREADY_REPLAYED}
 */
public record ReplayOutcome(DeadLetterId letter, Result result, String detail, Optional<DeadLetterReplay> replay) {

    static ReplayOutcome of(DeadLetterId letter, Result result, String detail) {
        return new ReplayOutcome(letter, result, detail, Optional.empty());
    }

    /** What can become of a letter. */
    public enum Result {
        /** Its record is on its topic again. */
        REPLAYED,
        /** It would be, if this were no dry run. */
        REPLAYABLE,
        /** It was replayed before; nothing was done. */
        ALREADY_REPLAYED,
        /** Its topic has something newer under its key, which the record must not cover; nothing was done. */
        SUPERSEDED,
        /** Its topic is none that is replayed to, or does not take the record, or the letter has only its beginning; nothing was done. */
        REFUSED,
        /** There is no such letter, or not for who asks. */
        UNKNOWN;

        /** The lower-case word. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
