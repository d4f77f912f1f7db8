package dev.weft.trainer;

import dev.weft.events.leadership.Leadership;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;

/** What a trainer that stands by answers. */
final class LeaderElsewhere {

    private LeaderElsewhere() {}

    /** That another trainer leads, and which; blocks for a moment, to ask the broker. */
    static ProblemException problem(Leadership leadership) {
        try {
            return leadership
                    .leader()
                    .map(address -> new ProblemException(
                            RoundReason.NOT_LEADING,
                            "the trainer at " + address + " leads, and rounds begin there; this one stands by"))
                    .orElseGet(() -> new ProblemException(
                            StandardReason.UNAVAILABLE,
                            "no trainer of this space leads now; one will in some seconds"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ProblemException(StandardReason.UNAVAILABLE, "the trainer stops");
        }
    }
}
