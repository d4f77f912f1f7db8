package dev.weft.rollout.projecting;

import dev.weft.core.Release;
import java.io.IOException;

/** Where the heads of releases come from. Safe for use by several threads. */
@FunctionalInterface
public interface ReleaseProjections {

    /**
     * Loads the heads of a release; the caller closes them.
     *
     * @throws UnusableReleaseException if they can't be used, now or ever
     * @throws IOException if they can't be had now
     */
    Projection open(Release release) throws UnusableReleaseException, IOException;
}
