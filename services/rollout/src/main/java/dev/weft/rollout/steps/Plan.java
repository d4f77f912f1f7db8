package dev.weft.rollout.steps;

import dev.weft.core.Release;
import dev.weft.core.ReleaseState;
import dev.weft.events.releases.Rollback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says what to do next. It remembers nothing: whoever goes on after a crash gets from the records and the alias the same step as the one who had
 * crashed.
 */
final class Plan {

    /** A metric on a release that is over: what was left of it is removed. */
    static final String CLEARED = "rollout.cleared";

    private final Duration dropAfter;

    /** @param dropAfter how long a collection that is over is kept for searches that are under way */
    Plan(Duration dropAfter) {
        this.dropAfter = dropAfter;
    }

    Step next(Situation now, Instant time) {
        if (now.releases().isEmpty()) {
            return new Step.FoundFirst();
        }
        return live(now)
                .or(() -> retirement(now))
                .or(() -> cleaning(now, time))
                .or(() -> onItsWay(now))
                .orElseGet(Step.Idle::new);
    }

    /** Alias and records must agree. Where they don't, the alias has been moved last, unless it names what nobody may search. */
    private static Optional<Step> live(Situation now) {
        Optional<Release> moved = now.aliased()
                .filter(aliased -> aliased.state() == ReleaseState.SHADOW || aliased.state() == ReleaseState.STANDBY);
        if (moved.isPresent()) {
            return moved.map(Step.RecordLive::new);
        }
        List<Release> live = now.in(ReleaseState.LIVE);
        if (live.isEmpty()) {
            return Optional.of(Rollback.standby(now.releases())
                    .<Step>map(Step.PointAlias::new)
                    .orElseGet(() -> new Step.Stuck(
                            "no release of " + now.space() + " is live, and none stands by: promote one")));
        }
        Release searched = live.stream()
                .filter(release -> now.isAliased(release.id()))
                .findFirst()
                .orElse(live.getLast());
        Optional<Release> replaced =
                live.stream().filter(release -> !release.equals(searched)).findFirst();
        if (replaced.isPresent()) {
            return replaced.map(Step.StandBy::new);
        }
        return now.isAliased(searched.id()) || !now.hasCollection(searched.id())
                ? Optional.empty()
                : Optional.of(new Step.PointAlias(searched));
    }

    private static Optional<Step> retirement(Situation now) {
        List<Release> standing = now.in(ReleaseState.STANDBY);
        return standing.size() < 2 ? Optional.empty() : Optional.of(new Step.Retire(standing.getFirst()));
    }

    private Optional<Step> cleaning(Situation now, Instant time) {
        return Stream.concat(now.in(ReleaseState.RETIRED).stream(), now.in(ReleaseState.ROLLED_BACK).stream())
                .filter(release -> !now.isAliased(release.id()))
                .filter(release -> !release.metrics().containsKey(CLEARED) || now.hasCollection(release.id()))
                .filter(release -> !time.isBefore(release.standing().since().plus(dropAfter)))
                .findFirst()
                .map(Step.CleanUp::new);
    }

    /** One at a time: what is under way comes before what waits. */
    private static Optional<Step> onItsWay(Situation now) {
        return now.in(ReleaseState.SHADOW).stream()
                .findFirst()
                .<Step>map(Step.Shadow::new)
                .or(() -> now.in(ReleaseState.BACKFILLING).stream().findFirst().map(Step.Backfill::new))
                .or(() -> now.in(ReleaseState.APPROVED).stream().findFirst().map(Step.Begin::new));
    }
}
