package dev.weft.rollout;

import static dev.weft.rollout.RolloutRig.FIRST;
import static dev.weft.rollout.RolloutRig.PATIENCE;
import static dev.weft.rollout.RolloutRig.SECOND;
import static dev.weft.rollout.RolloutRig.THIRD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.ReleaseState;
import dev.weft.events.KafkaSettings;
import dev.weft.events.releases.Rollback;
import dev.weft.rollout.steps.StepObserver.Point;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rollout that ends between any two lasting effects: the next one goes on, and the result is as if nothing had happened. */
@ExtendWith(KafkaExtension.class)
class StoppedRolloutTest {

    @ParameterizedTest
    @EnumSource(names = {"BACKFILL_RECORDED", "SHADOW_RECORDED", "ALIAS_MOVED", "LIVE_RECORDED"})
    void shouldGoLiveWhenItStopsThere(Point point, KafkaSettings kafka, @TempDir Path folder) throws Exception {
        stopOnTheWayToLive(point, kafka, folder);
    }

    @ParameterizedTest
    @Tag("soak")
    @EnumSource(names = {"COLLECTION_MADE", "FIGURES_RECORDED", "SHADOW_FIGURES_RECORDED", "STANDBY_RECORDED"})
    void shouldGoLiveWhenItStopsThereToo(Point point, KafkaSettings kafka, @TempDir Path folder) throws Exception {
        stopOnTheWayToLive(point, kafka, folder);
    }

    private static void stopOnTheWayToLive(Point point, KafkaSettings kafka, Path folder) throws Exception {
        try (RolloutRig rig = new RolloutRig(kafka, folder)) {
            rig.catalog.upload(0, 120, 1);
            stopAt(rig, point, () -> rig.approve(SECOND));
            rig.catalog.upload(100, 130, 2);

            try (RolloutRuntime _ = rig.rollout()) {
                rig.awaitState(SECOND, ReleaseState.LIVE);
                rig.awaitState(FIRST, ReleaseState.STANDBY);
                rig.awaitIndexed(FIRST);
                rig.awaitIndexed(SECOND);
                assertThat(rig.store.resolve("catalog")).contains(SECOND.collection());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORDS_CLEARED", "COLLECTION_DROPPED"})
    void shouldRetireTheOldestWhenItStopsThere(Point point, KafkaSettings kafka, @TempDir Path folder)
            throws Exception {
        stopWhileRetiring(point, kafka, folder);
    }

    @ParameterizedTest
    @Tag("soak")
    @EnumSource(names = {"RETIREMENT_RECORDED", "CLEARING_RECORDED"})
    void shouldRetireTheOldestWhenItStopsThereToo(Point point, KafkaSettings kafka, @TempDir Path folder)
            throws Exception {
        stopWhileRetiring(point, kafka, folder);
    }

    private static void stopWhileRetiring(Point point, KafkaSettings kafka, Path folder) throws Exception {
        try (RolloutRig rig = new RolloutRig(kafka, folder)) {
            rig.catalog.upload(0, 120, 1);
            try (RolloutRuntime _ = rig.rollout()) {
                rig.approve(SECOND);
                rig.awaitState(FIRST, ReleaseState.STANDBY);
            }
            stopAt(rig, point, () -> rig.approve(THIRD));
            rig.catalog.upload(100, 130, 2);

            try (RolloutRuntime _ = rig.rollout()) {
                rig.awaitState(THIRD, ReleaseState.LIVE);
                rig.awaitState(SECOND, ReleaseState.STANDBY);
                rig.awaitState(FIRST, ReleaseState.RETIRED);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(rig.store.collections())
                                .containsExactlyInAnyOrder(SECOND.collection(), THIRD.collection()));
                rig.awaitIndexed(SECOND);
                rig.awaitIndexed(THIRD);
            }
        }
    }

    @Test
    void shouldGoBackWhenItStopsBeforeAndAfterTheAliasIsMovedBack(KafkaSettings kafka, @TempDir Path folder)
            throws Exception {
        try (RolloutRig rig = new RolloutRig(kafka, folder)) {
            rig.catalog.upload(0, 120, 1);
            try (RolloutRuntime _ = rig.rollout()) {
                rig.approve(SECOND);
                rig.awaitState(FIRST, ReleaseState.STANDBY);
            }
            rig.log.append(Rollback.ofLive(rig.log.ofSpace("catalog"), "worse", "ada", TestObjects.NOW), PATIENCE);
            assertThat(rig.store.resolve("catalog")).contains(SECOND.collection());
            stopAt(rig, Point.ALIAS_MOVED, () -> {});
            assertThat(rig.store.resolve("catalog")).contains(FIRST.collection());
            rig.catalog.upload(100, 130, 2);

            try (RolloutRuntime _ = rig.rollout()) {
                rig.awaitState(FIRST, ReleaseState.LIVE);
                rig.awaitIndexed(FIRST);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(rig.store.collections()).containsExactly(FIRST.collection()));
            }
        }
    }

    /** What makes a rollout get to a point. */
    private interface Action {
        void run() throws Exception;
    }

    private static void stopAt(RolloutRig rig, Point point, Action action) throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        try (RolloutRuntime _ = rig.rollout((reached, _) -> {
            if (reached == point) {
                there.countDown();
                throw new StoppedError();
            }
        })) {
            action.run();
            assertThat(there.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Ends the conductor's thread where it is. */
    private static final class StoppedError extends Error {
        private static final long serialVersionUID = 1L;

        StoppedError() {
            super("stopped by the test");
        }
    }
}
