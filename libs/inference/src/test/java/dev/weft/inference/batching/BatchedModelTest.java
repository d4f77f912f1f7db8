package dev.weft.inference.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.TenantId;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.TowerInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With the real demo model. */
class BatchedModelTest {

    private static final int CALLERS = 64;

    /** Rows of a batch are padded and computed in another order: float sums differ in the last bits. */
    private static final float MIN_COSINE = 0.99999f;

    @Test
    void shouldGiveEveryCallerTheVectorThatItWouldGetAlone() throws Exception {
        List<String> texts = IntStream.range(0, CALLERS)
                .mapToObj(i -> "a photo of " + i + " green apples".repeat(i % 5))
                .toList();
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        BatchObserver observer = new BatchObserver() {
            @Override
            public void ran(int items, Duration time) {
                sizes.add(items);
            }
        };
        SchedulerSettings settings = new SchedulerSettings(
                "text",
                new Batching(16, Duration.ofMillis(5)),
                CALLERS,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                _ -> Duration.ofMillis(10));
        try (EmbeddingModel model = EmbeddingModels.open("classpath:weft/bundles/demo", InferenceOptions.defaults());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            // given
            List<Embedding> alone = texts.stream()
                    .map(text -> model.embed(Modality.TEXT, List.of(model.prepare(text)))
                            .getFirst())
                    .toList();
            try (BatchScheduler<TowerInput, Embedding> scheduler =
                    new BatchScheduler<>(settings, inputs -> model.embed(Modality.TEXT, inputs), () -> {}, observer)) {
                scheduler.start();

                // when
                List<Future<Embedding>> together = new ArrayList<>();
                for (String text : texts) {
                    together.add(callers.submit(() -> {
                        TowerInput input = model.prepare(text);
                        return scheduler
                                .submit(new BatchItem<>(input, Lane.LIVE, TenantId.DEFAULT, input.sizeBytes()))
                                .get();
                    }));
                }

                // then
                for (int i = 0; i < CALLERS; i++) {
                    assertThat(together.get(i).get().cosine(alone.get(i))).isGreaterThan(MIN_COSINE);
                }
                assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(CALLERS);
                assertThat(sizes).hasSizeLessThan(CALLERS / 2).allMatch(size -> size <= 16);
            }
        }
    }
}
