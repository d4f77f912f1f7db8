package dev.weft.learning;

import java.util.List;

/** How a round ended. */
public sealed interface RoundOutcome {

    /** All steps so far. */
    List<StepReport> curve();

    /**
     * It has heads to judge.
     *
     * @param heads the averaged weights of the best validation, or of the last step if there was no validation
     * @param bestStep the step they are of
     * @param end why it ended
     */
    record Finished(TrainedHeads heads, int bestStep, End end, List<StepReport> curve) implements RoundOutcome {}

    /**
     * It collapsed, and has no heads.
     *
     * @param message a sentence for a person
     */
    record Aborted(Alarm alarm, String message, List<StepReport> curve) implements RoundOutcome {}

    /** Its thread was interrupted; it goes on from its checkpoint, if it has one. */
    record Suspended(List<StepReport> curve) implements RoundOutcome {}

    /** Why a round that has heads ended. */
    enum End {
        ALL_STEPS,
        NO_BETTER_VALIDATION
    }
}
