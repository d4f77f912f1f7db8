package dev.weft.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchThreadsTest {

    private final BatchThreads threads = new BatchThreads(2);

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void shouldKeepTheOrderWhenPartsRunSideBySide() {
        // given
        List<Callable<Integer>> parts =
                IntStream.range(0, 50).<Callable<Integer>>mapToObj(i -> () -> i).toList();

        // when
        List<Integer> results = threads.run(parts);

        // then
        assertThat(results).isEqualTo(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    void shouldRunTwoPartsAtOnceWhenThereAreTwoThreads() {
        // given parts that wait for each other
        CyclicBarrier barrier = new CyclicBarrier(2);
        Callable<Integer> part = () -> barrier.await(10, TimeUnit.SECONDS);

        // when
        List<Integer> results = threads.run(List.of(part, part));

        // then
        assertThat(results).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void shouldAnswerWhenTheHelpersAreBusyWithAnotherBatch() throws Exception {
        // given a batch that holds both threads
        CountDownLatch started = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        Callable<Boolean> slow = () -> {
            started.countDown();
            return release.await(10, TimeUnit.SECONDS);
        };
        Thread other = Thread.ofPlatform().start(() -> threads.run(List.of(slow, slow)));
        started.await();

        // when
        List<String> results = threads.run(List.of(() -> "a", () -> "b"));

        // then
        assertThat(results).containsExactly("a", "b");
        release.countDown();
        other.join();
    }

    @Test
    void shouldThrowThePartsOwnExceptionWhenOneFails() {
        assertThatThrownBy(() -> threads.run(List.<Callable<String>>of(() -> "a", () -> {
                    throw new InferenceException("no");
                })))
                .isInstanceOf(InferenceException.class)
                .hasMessage("no");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "31, 16", "33, 16", "1000, 16"})
    void shouldKeepBothThreadsBusyWhenPartsAreCut(int rows, int size) {
        assertThat(threads.partSize(rows, 16)).isEqualTo(size);
    }
}
