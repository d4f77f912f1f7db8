package dev.weft.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import dev.weft.core.TenantId;
import dev.weft.inference.InferenceException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of when and how large. */
class BatchingTest {

    @ParameterizedTest
    @CsvSource({
        "1, 8, 0, 0", // alone
        "2, 8, 0, 5000",
        "2, 8, 4999, 1",
        "8, 8, 0, 0", // full
        "9, 8, 0, 0",
        "4, 4, 0, 0" // full, while memory is short
    })
    void shouldWaitForCompanyOnlyWhenThereIsSomeAndRoom(int waiting, int most, long oldestNanos, long patience) {
        Batching batching = new Batching(8, Duration.ofNanos(5_000));
        assertThat(batching.patienceNanos(waiting, most, oldestNanos)).isEqualTo(patience);
    }

    @Test
    void shouldNotWaitWhenTheOldestHasWaitedItsTime() {
        assertThat(new Batching(8, Duration.ofNanos(5)).patienceNanos(2, 8, 6)).isNegative();
    }

    @Test
    void shouldRefuseValuesOutOfRange() {
        Batching good = new Batching(4, Duration.ZERO);
        assertThatThrownBy(() -> new Batching(0, Duration.ZERO)).hasMessage("maxSize must be positive, got 0");
        assertThatThrownBy(() -> new Batching(1, Duration.ofMillis(-1)))
                .hasMessage("maxDelay must not be negative, got PT-0.001S");
        assertThatThrownBy(() -> new BatchItem<>("a", Lane.LIVE, TenantId.DEFAULT, -1))
                .hasMessage("size must not be negative, got -1");
        assertThatThrownBy(() -> settings(good, 3, Duration.ofSeconds(1)))
                .hasMessage("capacity must be at least a batch of 4, got 3");
        assertThatThrownBy(() -> settings(good, 4, Duration.ZERO)).hasMessage("runTimeout must be positive, got PT0S");
    }

    private static SchedulerSettings settings(Batching batching, int capacity, Duration runTimeout) {
        return new SchedulerSettings(
                "x", batching, capacity, runTimeout, Duration.ofSeconds(1), _ -> Duration.ofSeconds(1));
    }

    @Test
    void shouldComeDownFastAndGoUpSlowly() {
        // given
        BatchSizeLimit limit = new BatchSizeLimit(16);

        // when, then
        limit.tooLarge(16);
        assertThat(limit.get()).isEqualTo(8);
        limit.tooLarge(3);
        assertThat(limit.get()).isEqualTo(1);
        limit.tooLarge(1);
        assertThat(limit.get()).isEqualTo(1);
        worked(limit, 1, BatchSizeLimit.RUNS_PER_STEP - 1);
        assertThat(limit.get()).isEqualTo(1);
        worked(limit, 1, 1);
        assertThat(limit.get()).isEqualTo(2);
        worked(limit, 1, 100); // not full: says nothing of larger ones
        assertThat(limit.get()).isEqualTo(2);
        IntStream.rangeClosed(2, 100).forEach(size -> worked(limit, size, BatchSizeLimit.RUNS_PER_STEP));
        assertThat(limit.get()).isEqualTo(16);
    }

    private static void worked(BatchSizeLimit limit, int items, int times) {
        IntStream.range(0, times).forEach(_ -> limit.worked(items));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Non-zero status code returned while running Conv node. bfc_arena.cc:376 Failed to allocate memory for requested buffer of size 25690112",
                "Available memory of 3 is smaller than requested bytes of 4",
                "std::bad_alloc",
                "CUDA failure 2: out of memory ; GPU=0",
                "CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED"
            })
    void shouldKnowAShortageOfMemoryByWhatTheRuntimeSays(String message) {
        assertThat(MemoryShortage.isIn(new InferenceException("a graph failed", new OrtException(message))))
                .isTrue();
    }

    @Test
    void shouldTakeOtherFailuresForNoShortage() {
        assertThat(MemoryShortage.isIn(new OutOfMemoryError())).isTrue();
        assertThat(MemoryShortage.isIn(new InferenceException("out of memory"))).isFalse();
        assertThat(MemoryShortage.isIn(
                        new InferenceException("x", new OrtException("indices element out of data bounds, idx=50000"))))
                .isFalse();
    }
}
