package dev.weft.learning;

/** Hears of each step, on the round's thread. */
@FunctionalInterface
public interface RoundListener {

    void onStep(StepReport report);
}
