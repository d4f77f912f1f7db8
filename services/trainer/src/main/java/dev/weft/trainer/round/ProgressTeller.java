package dev.weft.trainer.round;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.learning.StepReport;
import dev.weft.trainer.round.Progress.Outcome;
import dev.weft.trainer.round.Progress.Phase;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the newest progress and tells it. For one thread. */
final class ProgressTeller {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressTeller.class);

    private final Consumer<Progress> listener;
    private Progress now;

    ProgressTeller(Progress begun, Consumer<Progress> listener) {
        this.now = begun;
        this.listener = listener;
        listener.accept(now);
    }

    void in(Phase phase) {
        tell(now.in(phase));
    }

    void embedded(int done, int total) {
        tell(now.embedded(new Progress.Items(done, total)));
    }

    void at(int seed, StepReport step) {
        tell(now.at(seed, step));
    }

    /** @param kind as {@link Outcome#kind()} */
    Progress ended(String kind, String message) {
        return ended(Optional.empty(), kind, message);
    }

    /** With a release, whose state has the reason. */
    Progress ended(Judged judged) {
        Release release = judged.release();
        return ended(
                Optional.of(release.id()), judged.kind(), release.standing().reason());
    }

    private Progress ended(Optional<ReleaseId> release, String kind, String message) {
        LOG.info("a round has ended: id={} outcome={} message={}", now.id(), kind, message);
        return tell(now.ended(new Outcome(release.map(ReleaseId::toString), kind, message)));
    }

    private Progress tell(Progress next) {
        now = next;
        listener.accept(next);
        return next;
    }
}
