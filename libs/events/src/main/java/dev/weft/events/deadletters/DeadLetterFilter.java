package dev.weft.events.deadletters;

import dev.weft.core.DeadLetter;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import java.time.Instant;
import java.util.Optional;

/**
 * Which dead letters are wanted; what is absent is not asked for.
 *
 * @param reason the exact word
 * @param release the release the record was processed for
 * @param since those that failed at this time or later
 */
public record DeadLetterFilter(
        Optional<Stage> stage, Optional<String> reason, Optional<ReleaseId> release, Optional<Instant> since) {

    /** All of them. */
    public static final DeadLetterFilter ANY =
            new DeadLetterFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    boolean matches(DeadLetter letter) {
        return stage.map(wanted -> wanted == letter.stage()).orElse(true)
                && reason.map(wanted -> wanted.equals(letter.reason())).orElse(true)
                && release.map(wanted -> letter.release().equals(Optional.of(wanted)))
                        .orElse(true)
                && since.map(from -> !letter.failedAt().isBefore(from)).orElse(true);
    }
}
