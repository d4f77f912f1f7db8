package dev.weft.trainer.round;

import dev.weft.core.Release;

/**
 * A candidate that was decided on.
 *
 * @param release as it was written
 * @param kind a short fixed word: approved, rejected, too_small
 */
record Judged(Release release, String kind) {}
