package dev.weft.inference.batching;

import static dev.weft.inference.batching.SchedulerRig.get;
import static dev.weft.inference.batching.SchedulerRig.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.inference.InferenceException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is to blame, and who is not. */
class FailingTowerTest {

    private final SchedulerRig rig = SchedulerRig.of(8);

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 6, 7})
    void shouldFailOnlyThePoisonWhereverItIsInTheBatch(int at) throws Exception {
        // given
        CountDownLatch gate = rig.occupy();
        String[] items = IntStream.range(0, 8)
                .mapToObj(i -> i == at ? "poison" : "item-" + i)
                .toArray(String[]::new);
        rig.tower.poison.add("poison");
        List<CompletableFuture<String>> results = rig.submitAll(items);

        // when
        gate.countDown();

        // then
        for (int i = 0; i < 8; i++) {
            CompletableFuture<String> result = results.get(i);
            if (i == at) {
                assertThatThrownBy(() -> get(result)).hasRootCauseMessage("can't stomach [poison]");
            } else {
                assertThat(get(result)).isEqualTo("ITEM-" + i);
            }
        }
        assertThat(rig.scheduler.problem()).isEmpty();
    }

    @Test
    void shouldFailOnlyThePoisonsWhenThereAreTwo() throws Exception {
        // given
        CountDownLatch gate = rig.occupy();
        rig.tower.poison.addAll(List.of("b", "g"));
        List<CompletableFuture<String>> results = rig.submitAll("a", "b", "c", "d", "e", "f", "g", "h");

        // when
        gate.countDown();

        // then
        for (int i = 0; i < results.size(); i++) {
            CompletableFuture<String> result = results.get(i);
            if (i == 1 || i == 6) {
                assertThatThrownBy(() -> get(result)).hasCauseInstanceOf(InferenceException.class);
            } else {
                assertThat(get(result)).hasSize(1);
            }
        }
    }

    @Test
    void shouldRunNoHalfThatIsKnownToFailAndNoProbeWhenNeighboursWork() throws Exception {
        // given
        CountDownLatch gate = rig.occupy();
        rig.tower.poison.add("d");
        List<CompletableFuture<String>> results = rig.submitAll("a", "b", "c", "d");

        // when
        gate.countDown();

        // then
        assertThatThrownBy(() -> get(results.getLast())).isInstanceOf(ExecutionException.class);
        assertThat(rig.runs())
                .containsExactly(List.of("a", "b", "c", "d"), List.of("a", "b"), List.of("c"), List.of("d"));
        assertThat(rig.tower.probed.availablePermits()).isZero();
    }

    @Test
    void shouldTryLargePartsWhenFailuresAreMuchQuickerThanResults() throws Exception {
        // given
        CountDownLatch gate = rig.occupy();
        rig.tower.poison.add("d");
        List<CompletableFuture<String>> results = rig.submitAll("a", "b", "c", "d", "e", "f", "g", "h");
        rig.clock.addAndGet(1_000);

        // when
        gate.countDown();

        // then
        assertThatThrownBy(() -> get(results.get(3))).isInstanceOf(ExecutionException.class);
        assertThat(rig.runs())
                .startsWith(
                        List.of("a", "b", "c", "d", "e", "f", "g", "h"),
                        List.of("a", "b", "c", "d", "e", "f", "g"),
                        List.of("a", "b", "c", "d", "e", "f"),
                        List.of("a", "b", "c", "d", "e"),
                        List.of("a", "b", "c", "d"),
                        List.of("a", "b", "c"),
                        List.of("d"));
    }

    @Test
    void shouldRunWhatWasPutAsideTogetherWithTheNextWhenAPoisonIsFound() throws Exception {
        // given
        CountDownLatch gate = rig.occupy();
        rig.tower.poison.add("b");
        List<CompletableFuture<String>> results =
                rig.submitAll("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");

        // when
        gate.countDown();

        // then
        assertThat(get(results.getLast())).isEqualTo("L");
        assertThat(rig.runs())
                .containsExactly(
                        List.of("a", "b", "c", "d", "e", "f", "g", "h"),
                        List.of("a", "b", "c", "d"),
                        List.of("a", "b"),
                        List.of("a"),
                        List.of("b"),
                        List.of("c", "d", "e", "f", "g", "h", "i", "j"),
                        List.of("k", "l"));
    }

    @Test
    void shouldAskTheProbeBeforeALoneItemIsBlamed() throws Exception {
        // given
        rig.tower.poison.add("poison");

        // when
        CompletableFuture<String> result = rig.scheduler.submit(item("poison"));

        // then
        assertThatThrownBy(() -> get(result)).hasCauseInstanceOf(InferenceException.class);
        assertThat(rig.tower.probed.availablePermits()).isEqualTo(1);
    }

    @Test
    void shouldBlameNobodyAndSayWhyWhileTheTowerFailsOnAGoodInputToo() throws Exception {
        // given
        rig.tower.broken = true;
        CountDownLatch gate = rig.occupy();
        List<CompletableFuture<String>> results = rig.submitAll("a", "b", "c");
        gate.countDown();
        FakeTower.await(rig.tower.probed, 3);
        assertThat(rig.scheduler.problem())
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("fails on a known good input", "out of order"));

        // when
        rig.tower.broken = false;

        // then
        assertThat(get(results.get(0))).isEqualTo("A");
        assertThat(get(results.get(1))).isEqualTo("B");
        assertThat(get(results.get(2))).isEqualTo("C");
        assertThat(rig.scheduler.problem()).isEmpty();
    }

    @Test
    void shouldHalveTheBatchesWhenThereIsTooLittleMemory() throws Exception {
        // given
        rig.tower.rows = 3;
        CountDownLatch gate = rig.occupy();
        List<CompletableFuture<String>> results = rig.submitAll("a", "b", "c", "d", "e", "f", "g", "h");
        List<CompletableFuture<String>> later = rig.submitAll("i", "j", "k", "l");

        // when
        gate.countDown();

        // then
        for (CompletableFuture<String> result : results) {
            assertThat(get(result)).hasSize(1);
        }
        assertThat(get(later.getLast())).isEqualTo("L");
        assertThat(rig.runs())
                .containsExactly(
                        List.of("a", "b", "c", "d", "e", "f", "g", "h"),
                        List.of("a", "b", "c", "d"),
                        List.of("a", "b"),
                        List.of("c", "d"),
                        List.of("e", "f", "g", "h"),
                        List.of("e", "f"),
                        List.of("g", "h"),
                        List.of("i", "j"),
                        List.of("k", "l"));
        assertThat(rig.tower.probed.availablePermits()).isZero();
    }

    @Test
    void shouldFailAnItemThatAloneNeedsTooMuchMemory() throws Exception {
        // given
        rig.tower.rows = 0;

        // when
        CompletableFuture<String> result = rig.scheduler.submit(item("a"));

        // then
        assertThatThrownBy(() -> get(result)).hasRootCauseInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void shouldGoOnWhenARunThrowsAnError() throws Exception {
        // given
        BatchScheduler<String, String> scheduler = new BatchScheduler<>(
                new SchedulerSettings(
                        "fake",
                        new Batching(4, Duration.ZERO),
                        10,
                        SchedulerRig.RUN_TIMEOUT,
                        SchedulerRig.PROBE_EVERY,
                        _ -> Duration.ofMillis(1)),
                items -> {
                    if (items.contains("error")) {
                        throw new NoClassDefFoundError("x");
                    }
                    return items.contains("short") ? List.of() : items;
                },
                () -> {},
                BatchObserver.NONE);
        try (scheduler) {
            scheduler.start();

            // when
            CompletableFuture<String> error = scheduler.submit(item("error"));
            CompletableFuture<String> tooFew = scheduler.submit(item("short"));
            CompletableFuture<String> good = scheduler.submit(item("good"));

            // then
            assertThatThrownBy(() -> get(error)).hasRootCauseInstanceOf(NoClassDefFoundError.class);
            assertThatThrownBy(() -> get(tooFew)).hasMessageContaining("must have as many results, got 0");
            assertThat(get(good)).isEqualTo("good");
        }
    }

    @Test
    void shouldNoticeABrokenTowerWhenThereIsNothingToRun() throws Exception {
        // given
        rig.tower.broken = true;

        // when: again and again, since the worker may begin to count later than the first time
        await().untilAsserted(() -> {
            rig.clock.addAndGet(SchedulerRig.PROBE_EVERY.toNanos());

            // then
            assertThat(rig.tower.probed.availablePermits()).isGreaterThanOrEqualTo(2);
        });
        assertThat(rig.scheduler.problem()).isPresent();
    }
}
