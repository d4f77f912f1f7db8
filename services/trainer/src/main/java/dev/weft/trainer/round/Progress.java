package dev.weft.trainer.round;

import dev.weft.learning.StepReport;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a round is.
 *
 * @param seed counted from 1, while it learns
 * @param last of the steps so far, while it learns
 * @param items that towers run on, while it embeds
 * @param validation of the seed's heads on the calibration split, 0 to 1, when they were last looked at
 * @param outcome for a person, once it has ended
 */
public record Progress(
        String id,
        RoundRequest request,
        Phase phase,
        Instant since,
        int seed,
        int seeds,
        int steps,
        Items items,
        Optional<StepReport> last,
        OptionalDouble validation,
        Optional<Outcome> outcome) {

    /** What a round does, in this order. */
    public enum Phase {
        READING,
        /** The towers of a release run on items of which the log has no features of them. */
        EMBEDDING,
        LEARNING,
        JUDGING,
        ENDED
    }

    /** How many of the items are done. */
    public record Items(int done, int total) {

        static final Items NONE = new Items(0, 0);
    }

    /**
     * @param release that came of it; empty if none did
     * @param kind a short fixed word: approved, rejected, too_small, collapsed, nothing_to_learn, failed, suspended
     * @param message a sentence for a person
     */
    public record Outcome(Optional<String> release, String kind, String message) {}

    public static Progress begun(String id, RoundRequest request, int seeds, int steps) {
        return new Progress(
                id,
                request,
                Phase.READING,
                Instant.now(),
                0,
                seeds,
                steps,
                Items.NONE,
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty());
    }

    Progress in(Phase next) {
        return new Progress(id, request, next, since, seed, seeds, steps, items, last, validation, outcome);
    }

    Progress embedded(Items now) {
        return new Progress(id, request, Phase.EMBEDDING, since, seed, seeds, steps, now, last, validation, outcome);
    }

    Progress at(int learningSeed, StepReport report) {
        OptionalDouble before = learningSeed == seed ? validation : OptionalDouble.empty();
        return new Progress(
                id,
                request,
                Phase.LEARNING,
                since,
                learningSeed,
                seeds,
                steps,
                items,
                Optional.of(report),
                report.validation().isPresent() ? report.validation() : before,
                outcome);
    }

    /** Something that trying again may mend went wrong. */
    public Progress failed(String message) {
        return ended(new Outcome(Optional.empty(), "failed", message));
    }

    /** It has not ended for good: it goes on in this process or its next life. */
    public Progress suspended() {
        return ended(new Outcome(
                Optional.empty(),
                "suspended",
                "This trainer stops, or another one leads by now. The round goes on when this one leads again."));
    }

    Progress ended(Outcome how) {
        return new Progress(
                id, request, Phase.ENDED, since, seed, seeds, steps, items, last, validation, Optional.of(how));
    }
}
