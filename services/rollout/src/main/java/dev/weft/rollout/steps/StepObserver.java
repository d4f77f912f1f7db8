package dev.weft.rollout.steps;

import dev.weft.core.ReleaseId;

/** Is told how far the rollout is, between any two things that outlast a crash. */
@FunctionalInterface
public interface StepObserver {

    /** The points between two lasting effects, in the order of a promotion. */
    enum Point {
        COLLECTION_MADE,
        BACKFILL_RECORDED,
        FIGURES_RECORDED,
        SHADOW_RECORDED,
        SHADOW_FIGURES_RECORDED,
        ALIAS_MOVED,
        LIVE_RECORDED,
        STANDBY_RECORDED,
        RETIREMENT_RECORDED,
        RECORDS_CLEARED,
        COLLECTION_DROPPED,
        CLEARING_RECORDED,
        GIVEN_UP
    }

    void reached(Point point, ReleaseId release);
}
