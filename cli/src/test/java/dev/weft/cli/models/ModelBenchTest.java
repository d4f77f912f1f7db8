package dev.weft.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.core.Modality;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelBenchTest {

    @Test
    void shouldMeasureEveryTowerAtEveryBatchWhenRun() {
        // given
        try (EmbeddingModel model = EmbeddingModels.open("classpath:weft/bundles/demo", InferenceOptions.defaults())) {

            // when
            List<BenchResult> results = ModelBench.run(model, Duration.ofMillis(1));

            // then
            assertThat(results)
                    .extracting(BenchResult::modality, BenchResult::batch)
                    .containsExactly(
                            tuple(Modality.TEXT, 1),
                            tuple(Modality.TEXT, 8),
                            tuple(Modality.TEXT, 32),
                            tuple(Modality.IMAGE, 1),
                            tuple(Modality.IMAGE, 8),
                            tuple(Modality.IMAGE, 32));
            assertThat(results).allSatisfy(result -> {
                assertThat(result.rowsPerSecond()).isPositive().isFinite();
                assertThat(result.millisPerRow() * result.rowsPerSecond()).isBetween(999.9, 1000.1);
                assertThat(result.prepareMillisPerRow()).isPositive().isFinite();
            });
        }
    }
}
