package dev.weft.events.releases;

import dev.weft.core.Release;
import dev.weft.core.ReleaseState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What going back makes of the releases of a space. */
public final class Rollback {

    private Rollback() {}

    /**
     * The revision of the live release to append so that the rollout points the alias at the one that stands by and makes that live.
     *
     * @param releases all of the space
     * @throws ReleaseRefusedException if none is live, or none stands by
     */
    public static Release ofLive(List<Release> releases, String reason, String by, Instant when)
            throws ReleaseRefusedException {
        Release live = releases.stream()
                .filter(release -> release.state() == ReleaseState.LIVE)
                .max(Comparator.comparing(release -> release.standing().since()))
                .orElseThrow(() -> new ReleaseRefusedException("no release is live: a rollback may be under way"));
        if (standby(releases).isEmpty()) {
            throw new ReleaseRefusedException(
                    "no release stands by to go back to: " + live.id() + " is the only one that is indexed");
        }
        return live.become(ReleaseState.ROLLED_BACK, reason, by, when);
    }

    /**
     * The revision to append so that the rollout gives up a release that is not live yet. The live one is not touched.
     *
     * @throws ReleaseRefusedException if it is not on its way
     */
    public static Release ofUpcoming(Release release, String reason, String by, Instant when)
            throws ReleaseRefusedException {
        return switch (release.state()) {
            case APPROVED, BACKFILLING, SHADOW -> release.become(ReleaseState.ROLLED_BACK, reason, by, when);
            case CANDIDATE, REJECTED, LIVE, STANDBY, RETIRED, ROLLED_BACK ->
                throw new ReleaseRefusedException("only a release on its way is given up, and " + release.id() + " is "
                        + release.state().wireName());
        };
    }

    /** The release that a rollback would go to: of several that stand by, the one that was live last. */
    public static Optional<Release> standby(List<Release> releases) {
        return releases.stream()
                .filter(release -> release.state() == ReleaseState.STANDBY)
                .max(Comparator.comparing(release -> release.standing().since()));
    }
}
