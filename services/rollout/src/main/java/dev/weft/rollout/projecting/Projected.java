package dev.weft.rollout.projecting;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.Refusal;

/** What became of a record. */
sealed interface Projected {

    /** @param vectors of the projector's release */
    record Done(Source.Item source, MediaEmbedded.Vectors vectors) implements Projected {}

    record Deleted(Source.Deletion source) implements Projected {}

    record Refused(Source.Item source, Refusal refusal) implements Projected {}

    record Skipped(Source.Why why) implements Projected {}
}
