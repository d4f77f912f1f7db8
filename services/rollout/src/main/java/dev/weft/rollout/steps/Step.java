package dev.weft.rollout.steps;

import dev.weft.core.Release;

/** The next thing to do for a space. Each can be repeated after a crash in its middle. */
sealed interface Step {

    /** There are no records yet: the configured release is made the first. */
    record FoundFirst() implements Step {}

    /** Searches shall go to this release's collection. */
    record PointAlias(Release to) implements Step {}

    /** Searches go to its collection, and its record does not say so yet. */
    record RecordLive(Release release) implements Step {}

    /** Another release is live now. */
    record StandBy(Release release) implements Step {}

    /** A younger one stands by. */
    record Retire(Release release) implements Step {}

    /** What is left of a release that is over is removed. */
    record CleanUp(Release release) implements Step {}

    /** An approved release gets its collection. */
    record Begin(Release release) implements Step {}

    record Backfill(Release release) implements Step {}

    record Shadow(Release release) implements Step {}

    record Idle() implements Step {}

    /** @param why a person must do something, as a sentence */
    record Stuck(String why) implements Step {}
}
