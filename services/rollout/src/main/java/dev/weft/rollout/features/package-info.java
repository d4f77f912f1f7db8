/** What towers said of each part, on this machine's disk, so that a release's heads can run on it. */
@NullMarked
package dev.weft.rollout.features;

import org.jspecify.annotations.NullMarked;
