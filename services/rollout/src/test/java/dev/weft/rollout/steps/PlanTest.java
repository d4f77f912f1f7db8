package dev.weft.rollout.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
    private static final Duration DROP_AFTER = Duration.ofMinutes(1);

    private final Plan plan = new Plan(DROP_AFTER);

    @Test
    void shouldFoundTheFirstReleaseWhenThereIsNone() {
        assertThat(next(0)).isEqualTo(new Step.FoundFirst());
    }

    @Test
    void shouldDoNothingWhileTheOnlyReleaseIsLive() {
        assertThat(next(1, ReleaseState.LIVE)).isEqualTo(new Step.Idle());
    }

    @Test
    void shouldLeaveTheAliasToTheSinkWhileTheLiveReleaseHasNoCollection() {
        Situation now = new Situation("catalog", List.of(release(1, ReleaseState.LIVE)), Optional.empty(), Set.of());

        assertThat(plan.next(now, START)).isEqualTo(new Step.Idle());
    }

    @Test
    void shouldBeginWithAnApprovedRelease() {
        assertThat(next(1, ReleaseState.LIVE, ReleaseState.APPROVED))
                .isEqualTo(new Step.Begin(release(2, ReleaseState.APPROVED)));
    }

    @Test
    void shouldFinishWhatIsUnderWayBeforeItBeginsAnother() {
        assertThat(next(1, ReleaseState.LIVE, ReleaseState.BACKFILLING, ReleaseState.APPROVED))
                .isEqualTo(new Step.Backfill(release(2, ReleaseState.BACKFILLING)));
        assertThat(next(1, ReleaseState.LIVE, ReleaseState.SHADOW, ReleaseState.APPROVED))
                .isEqualTo(new Step.Shadow(release(2, ReleaseState.SHADOW)));
    }

    @Test
    void shouldRecordWhatTheAliasSaysWhenItWasMovedBeforeACrash() {
        assertThat(next(2, ReleaseState.LIVE, ReleaseState.SHADOW))
                .isEqualTo(new Step.RecordLive(release(2, ReleaseState.SHADOW)));
        assertThat(next(1, ReleaseState.STANDBY, ReleaseState.ROLLED_BACK))
                .isEqualTo(new Step.RecordLive(release(1, ReleaseState.STANDBY)));
    }

    @Test
    void shouldLetTheOneStandByThatIsNotSearchedWhenTwoAreRecordedAsLive() {
        assertThat(next(2, ReleaseState.LIVE, ReleaseState.LIVE))
                .isEqualTo(new Step.StandBy(release(1, ReleaseState.LIVE)));
        assertThat(next(1, ReleaseState.LIVE, ReleaseState.LIVE))
                .isEqualTo(new Step.StandBy(release(2, ReleaseState.LIVE)));
    }

    @Test
    void shouldRetireTheOlderOfTwoThatStandBy() {
        assertThat(next(3, ReleaseState.STANDBY, ReleaseState.STANDBY, ReleaseState.LIVE))
                .isEqualTo(new Step.Retire(release(1, ReleaseState.STANDBY)));
    }

    @Test
    void shouldGoBackWhenTheLiveReleaseWasRolledBack() {
        assertThat(next(2, ReleaseState.STANDBY, ReleaseState.ROLLED_BACK))
                .isEqualTo(new Step.PointAlias(release(1, ReleaseState.STANDBY)));
    }

    @Test
    void shouldSayWhatIsWrongWhenNothingIsLiveAndNothingStandsBy() {
        assertThat(next(1, ReleaseState.ROLLED_BACK)).isInstanceOf(Step.Stuck.class);
    }

    @Test
    void shouldMoveTheAliasBackWhenItNamesWhatNobodyMaySearch() {
        for (ReleaseState state : List.of(ReleaseState.BACKFILLING, ReleaseState.ROLLED_BACK, ReleaseState.RETIRED)) {
            assertThat(next(2, ReleaseState.LIVE, state))
                    .as(state.wireName())
                    .isEqualTo(new Step.PointAlias(release(1, ReleaseState.LIVE)));
        }
    }

    @Test
    void shouldKeepACollectionForAWhileWhenItsReleaseIsOver() {
        Situation now = situation(2, ReleaseState.RETIRED, ReleaseState.LIVE);
        Instant over = release(1, ReleaseState.RETIRED).standing().since();

        assertThat(plan.next(now, over.plus(DROP_AFTER).minusMillis(1))).isEqualTo(new Step.Idle());
        assertThat(plan.next(now, over.plus(DROP_AFTER))).isEqualTo(new Step.CleanUp(release(1, ReleaseState.RETIRED)));
    }

    @Test
    void shouldCleanUpOnceOnly() {
        Release cleared = release(1, ReleaseState.RETIRED).judged(Map.of(Plan.CLEARED, 1.0), Map.of());
        List<Release> releases = List.of(cleared, release(2, ReleaseState.LIVE));
        Instant later = START.plus(Duration.ofDays(1));

        assertThat(plan.next(
                        new Situation("catalog", releases, Optional.of("catalog__r2"), Set.of("catalog__r2")), later))
                .isEqualTo(new Step.Idle());
        assertThat(plan.next(
                        new Situation(
                                "catalog", releases, Optional.of("catalog__r2"), Set.of("catalog__r1", "catalog__r2")),
                        later))
                .as("a sink that was late has made the collection again")
                .isEqualTo(new Step.CleanUp(cleared));
    }

    private Step next(int aliased, ReleaseState... states) {
        return plan.next(situation(aliased, states), START);
    }

    private static Situation situation(int aliased, ReleaseState... states) {
        List<Release> releases = IntStream.range(0, states.length)
                .mapToObj(i -> release(i + 1, states[i]))
                .toList();
        Set<String> collections = Stream.concat(
                        Stream.of("other"),
                        releases.stream().map(release -> release.id().collection()))
                .collect(Collectors.toSet());
        return new Situation(
                "catalog",
                releases,
                aliased == 0 ? Optional.empty() : Optional.of(new ReleaseId("catalog", aliased).collection()),
                collections);
    }

    private static Release release(int number, ReleaseState state) {
        return new Release(
                new ReleaseId("catalog", number),
                Optional.empty(),
                1,
                new Release.Contents("demo", new TreeMap<>(Map.of(Modality.TEXT, "tower")), 8, new TreeMap<>()),
                new TreeMap<>(),
                new TreeMap<>(),
                new Release.Standing(
                        state, "", "test", Optional.empty(), Release.Progress.NONE, START.plusSeconds(number)),
                START);
    }
}
