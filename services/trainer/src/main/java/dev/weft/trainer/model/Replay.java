package dev.weft.trainer.model;

import dev.weft.learning.PairSet;
import java.util.Optional;

/** General pairs against forgetting, as far as there are some for the towers that are learnt on. */
public sealed interface Replay {

    /** There are some. */
    record Pairs(PairSet set) implements Replay {}

    /** None is configured. */
    record None() implements Replay {}

    /**
     * Their pictures' features were made by another tower, and say nothing to heads of this one.
     *
     * @param message a sentence for a person
     */
    record OfOtherTowers(String message) implements Replay {}

    /** What can be learnt from. */
    default Optional<PairSet> pairs() {
        return this instanceof Pairs(PairSet set) ? Optional.of(set) : Optional.empty();
    }
}
