package dev.weft.inference.batching;

import static dev.weft.inference.batching.SchedulerRig.get;
import static dev.weft.inference.batching.SchedulerRig.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class BatchSchedulerTest {

    @Test
    void shouldGiveEachItemItsOwnResultWhenSeveralShareABatch() throws Exception {
        try (SchedulerRig rig = SchedulerRig.of(4)) {
            // given
            CountDownLatch gate = rig.occupy();
            List<CompletableFuture<String>> results = rig.submitAll("a", "b", "c", "d", "e");

            // when
            gate.countDown();

            // then
            assertThat(values(results)).containsExactly("A", "B", "C", "D", "E");
            assertThat(rig.runs()).containsExactly(List.of("a", "b", "c", "d"), List.of("e"));
        }
    }

    @Test
    void shouldGoAtOnceWhenAnItemIsAloneWhateverTheDelay() throws Exception {
        try (SchedulerRig rig = new SchedulerRig(4, Duration.ofDays(1), 10)) {
            // when
            CompletableFuture<String> result = rig.scheduler.submit(item("a"));

            // then
            assertThat(get(result)).isEqualTo("A");
        }
    }

    @Test
    void shouldWaitForMoreWhenThereIsCompanyButNoFullBatch() throws Exception {
        try (SchedulerRig rig = new SchedulerRig(4, Duration.ofDays(1), 10)) {
            // given
            CountDownLatch gate = rig.occupy();
            List<CompletableFuture<String>> first = rig.submitAll("a", "b");
            gate.countDown();

            // when
            List<CompletableFuture<String>> others = rig.submitAll("c", "d");

            // then
            assertThat(values(first)).containsExactly("A", "B");
            assertThat(values(others)).containsExactly("C", "D");
            assertThat(rig.runs()).containsExactly(List.of("a", "b", "c", "d"));
        }
    }

    @Test
    void shouldWaitNoLongerThanTheDelayWhenTheBatchIsNotFull() throws Exception {
        try (SchedulerRig rig = new SchedulerRig(4, Duration.ofDays(1), 10)) {
            // given
            CountDownLatch gate = rig.occupy();
            List<CompletableFuture<String>> results = rig.submitAll("a", "b");

            // when the time passes while the worker is busy
            rig.clock.addAndGet(Duration.ofDays(1).toNanos());
            gate.countDown();

            // then
            assertThat(values(results)).containsExactly("A", "B");
        }
    }

    @Test
    void shouldRefuseWhenAsManyWaitAsMay() throws Exception {
        try (SchedulerRig rig = new SchedulerRig(2, Duration.ZERO, 2)) {
            // given
            CountDownLatch gate = rig.occupy();
            rig.submitAll("a", "b");

            // when, then
            assertThatThrownBy(() -> rig.scheduler.offer(item("c")))
                    .isInstanceOf(QueueFullException.class)
                    .hasMessageContaining("2 items wait");
            gate.countDown();
        }
    }

    @Test
    void shouldLetTheCallerWaitForRoomWhenItWantsTo() throws Exception {
        try (SchedulerRig rig = new SchedulerRig(2, Duration.ZERO, 2)) {
            // given
            CountDownLatch gate = rig.occupy();
            CompletableFuture<List<String>> all = new CompletableFuture<>();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    all.complete(values(rig.submitAll("a", "b", "c", "d", "e")));
                } catch (InterruptedException | ExecutionException e) {
                    all.completeExceptionally(e);
                }
            });

            // when
            gate.countDown();
            caller.join();

            // then
            assertThat(all.get()).containsExactly("A", "B", "C", "D", "E");
        }
    }

    @Test
    void shouldNotRunWhatIsCancelled() throws Exception {
        try (SchedulerRig rig = SchedulerRig.of(4)) {
            // given
            CountDownLatch gate = rig.occupy();
            List<CompletableFuture<String>> results = rig.submitAll("a", "b");

            // when
            results.getFirst().cancel(false);
            gate.countDown();

            // then
            assertThat(get(results.getLast())).isEqualTo("B");
            assertThat(rig.runs()).containsExactly(List.of("b"));
        }
    }

    @Test
    void shouldCancelWhatWaitsAndRefuseWhatComesWhenClosed() throws Exception {
        // given
        SchedulerRig rig = SchedulerRig.of(4);
        CountDownLatch gate = rig.occupy();
        List<CompletableFuture<String>> results = rig.submitAll("a", "b");
        Thread closer = Thread.ofVirtual().start(rig::close);

        // when, then
        assertThatThrownBy(() -> get(results.getFirst())).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> rig.scheduler.submit(item("c")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThat(rig.scheduler.isQuiet()).isFalse();
        gate.countDown();
        closer.join();
        assertThat(rig.scheduler.isQuiet()).isTrue();
    }

    private static List<String> values(List<CompletableFuture<String>> results)
            throws InterruptedException, ExecutionException {
        List<String> values = new ArrayList<>();
        for (CompletableFuture<String> result : results) {
            values.add(get(result));
        }
        return values;
    }
}
