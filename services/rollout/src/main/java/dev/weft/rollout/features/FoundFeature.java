package dev.weft.rollout.features;

import dev.weft.core.Feature;

/** What the table has under a part's key. */
public sealed interface FoundFeature {

    /** The newest one. */
    record Present(Feature feature) implements FoundFeature {}

    /** There was one, and it was cleared: its item is gone, or has lost the part. */
    record Cleared() implements FoundFeature {}

    /** There was none as far as the topic was read. */
    record Absent() implements FoundFeature {}

    /** @param why as a sentence */
    record Unreadable(String why) implements FoundFeature {}
}
