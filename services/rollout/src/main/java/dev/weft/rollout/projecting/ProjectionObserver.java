package dev.weft.rollout.projecting;

import java.time.Duration;
import java.util.List;

/** Is told what projectors do. Thread-safe. */
interface ProjectionObserver {

    /** A batch is committed. */
    void projected(List<Projected> outcomes, Duration took);
}
