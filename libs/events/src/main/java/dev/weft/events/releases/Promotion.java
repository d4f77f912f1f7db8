package dev.weft.events.releases;

import dev.weft.core.Release;
import java.time.Instant;
import java.util.Optional;

/** What a person's wish that a release goes live makes of it. */
public final class Promotion {

    private Promotion() {}

    /**
     * The revision to append so that the rollout takes the release live; empty when it is on its way, or live, already.
     *
     * @param force why a rejected release is promoted against the gate; not used for another
     * @throws ReleaseRefusedException if the release can't be promoted, with what to do instead
     */
    public static Optional<Release> of(Release release, Optional<String> force, String by, Instant when)
            throws ReleaseRefusedException {
        return switch (release.state()) {
            case APPROVED, BACKFILLING, SHADOW, LIVE -> Optional.empty();
            case REJECTED -> Optional.of(release.force(reason(release, force), by, when));
            case CANDIDATE ->
                throw new ReleaseRefusedException(release.id() + " was not judged yet: wait for the gate's report");
            case STANDBY ->
                throw new ReleaseRefusedException(
                        release.id() + " was live before the live one: go back to it with a rollback");
            case RETIRED, ROLLED_BACK ->
                throw new ReleaseRefusedException(
                        release.id() + " is " + release.state().wireName()
                                + " and its vectors are gone: train or import it again as a new release");
        };
    }

    private static String reason(Release release, Optional<String> force) throws ReleaseRefusedException {
        return force.filter(why -> !why.isBlank())
                .orElseThrow(() -> new ReleaseRefusedException(release.id() + " was rejected ("
                        + release.standing().reason() + "): promoting it against the gate needs a reason"));
    }
}
