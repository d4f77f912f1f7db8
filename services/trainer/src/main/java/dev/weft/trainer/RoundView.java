package dev.weft.trainer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.learning.StepReport;
import dev.weft.trainer.round.Progress;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far a round is, or how it ended.
 *
 * @param phase reading, embedding, learning, judging or ended
 * @param items that the towers of a release from elsewhere are to run on, and {@code done} how many they have run on
 * @param seed counted from 1, while it learns
 * @param validation the seed's recall at 1 on the calibration split, 0 to 1, when it was last looked at
 * @param outcome approved, rejected, too_small, collapsed, nothing_to_learn or failed, once it has ended; suspended while it waits for this trainer to lead again
 */
@Schema(name = "TrainingRound")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RoundView(
        String id,
        String reason,
        String by,
        String phase,
        Instant since,
        int seed,
        int seeds,
        int step,
        int steps,
        int done,
        int items,
        @Nullable Double loss,
        @Nullable Double validation,
        @Nullable String release,
        @Nullable String outcome,
        @Nullable String message) {

    static RoundView of(Progress round) {
        Optional<StepReport> last = round.last();
        Optional<Progress.Outcome> outcome = round.outcome();
        return new RoundView(
                round.id(),
                round.request().reason(),
                round.request().by(),
                round.phase().name().toLowerCase(Locale.ROOT),
                round.since(),
                round.seed(),
                round.seeds(),
                last.map(StepReport::step).orElse(0),
                round.steps(),
                round.items().done(),
                round.items().total(),
                last.map(StepReport::loss).orElse(null),
                round.validation().isPresent() ? round.validation().getAsDouble() : null,
                outcome.flatMap(Progress.Outcome::release).orElse(null),
                outcome.map(Progress.Outcome::kind).orElse(null),
                outcome.map(Progress.Outcome::message).orElse(null));
    }
}
