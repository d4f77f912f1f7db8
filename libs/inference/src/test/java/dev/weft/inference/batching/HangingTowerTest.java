package dev.weft.inference.batching;

import static dev.weft.inference.batching.SchedulerRig.get;
import static dev.weft.inference.batching.SchedulerRig.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that do not end. */
class HangingTowerTest {

    private final SchedulerRig rig = SchedulerRig.of(8);
    private CountDownLatch hanging = new CountDownLatch(0);

    @AfterEach
    void close() {
        hanging.countDown();
        rig.tower.probeGate.countDown();
        rig.close();
    }

    private List<CompletableFuture<String>> runHanging(String... items) throws InterruptedException {
        CountDownLatch gate = rig.occupy();
        hanging = rig.tower.hangOn("hangs");
        List<CompletableFuture<String>> results = rig.submitAll(items);
        gate.countDown();
        FakeTower.await(rig.tower.arrived, 1);
        return results;
    }

    @Test
    void shouldSayWhyUntilARealInferenceWorksWhenARunHangs() throws Exception {
        // given
        rig.tower.probeGate = new CountDownLatch(1);
        List<CompletableFuture<String>> results = runHanging("a", "hangs");
        assertThat(rig.scheduler.problem()).isEmpty();

        // when
        rig.letTheRunTimeOut();

        // then
        FakeTower.await(rig.tower.probed, 1);
        assertThat(rig.scheduler.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("has not ended within PT2M"));
        assertThat(rig.abandoned).hasValue(1);

        // when
        rig.tower.hangNoMoreOn("hangs");
        rig.tower.probeGate.countDown();

        // then
        assertThat(get(results.get(0))).isEqualTo("A");
        assertThat(get(results.get(1))).isEqualTo("HANGS");
        assertThat(rig.scheduler.problem()).isEmpty();
    }

    @Test
    void shouldLeaveARunAloneWhenItHasTime() throws Exception {
        // given
        List<CompletableFuture<String>> results = runHanging("hangs");

        // when
        rig.clock.addAndGet(SchedulerRig.RUN_TIMEOUT.toNanos() - 1);
        rig.scheduler.watch();

        // then
        assertThat(rig.abandoned).hasValue(0);
        hanging.countDown();
        assertThat(get(results.getFirst())).isEqualTo("HANGS");
    }

    @Test
    void shouldFailOnlyTheItemThatHangsAgainAlone() throws Exception {
        // given
        List<CompletableFuture<String>> results = runHanging("a", "hangs", "b");
        rig.letTheRunTimeOut();
        FakeTower.await(rig.tower.arrived, 1);

        // when
        rig.letTheRunTimeOut();

        // then
        assertThatThrownBy(() -> get(results.get(1)))
                .hasCauseInstanceOf(InferenceTimeoutException.class)
                .hasMessageContaining("twice");
        assertThat(get(results.get(0))).isEqualTo("A");
        assertThat(get(results.get(2))).isEqualTo("B");
        assertThat(rig.runs())
                .containsExactly(List.of("a", "hangs", "b"), List.of("a"), List.of("hangs"), List.of("b"));
        assertThat(rig.scheduler.problem()).isEmpty();
    }

    @Test
    void shouldTakeAResultThatComesLate() throws Exception {
        // given
        rig.tower.probeGate = new CountDownLatch(1);
        List<CompletableFuture<String>> results = runHanging("hangs");
        rig.letTheRunTimeOut();

        // when
        hanging.countDown();

        // then
        assertThat(get(results.getFirst())).isEqualTo("HANGS");
    }

    @Test
    void shouldBlameNobodyAndStartNoMoreThreadsWhenTheGoodInputHangsToo() throws Exception {
        // given
        rig.tower.probeGate = new CountDownLatch(1);
        List<CompletableFuture<String>> results = runHanging("hangs");
        rig.letTheRunTimeOut();
        for (int i = 1; i < 4; i++) {
            FakeTower.await(rig.tower.probed, 1);
            rig.letTheRunTimeOut();
        }

        // when, then
        assertThat(rig.scheduler.problem()).contains("4 runs of the fake tower hang, restart the process");
        assertThat(results.getFirst()).isNotDone();
        rig.scheduler.watch();
        assertThat(rig.tower.probed.availablePermits()).isZero();

        // when one ends after all
        rig.tower.hangNoMoreOn("hangs");
        rig.tower.probeGate.countDown();

        // then
        assertThat(get(results.getFirst())).isEqualTo("HANGS");
        assertThat(get(rig.scheduler.submit(item("next")))).isEqualTo("NEXT");
    }

    @Test
    void shouldNotBeQuietWhileARunHangs() throws Exception {
        // given
        runHanging("hangs");
        rig.letTheRunTimeOut();
        rig.tower.hangNoMoreOn("hangs");

        // when
        rig.scheduler.close();

        // then
        assertThat(rig.scheduler.isQuiet()).isFalse();
    }
}
