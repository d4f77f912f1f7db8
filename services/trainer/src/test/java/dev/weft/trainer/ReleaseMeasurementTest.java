package dev.weft.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.evaluation.report.SetComparison;
import dev.weft.evaluation.report.SetFigures;
import dev.weft.evaluation.report.SetFigures.Figure;
import dev.weft.evaluation.retrieval.Direction;
import dev.weft.evaluation.retrieval.Metric;
import dev.weft.testkit.TestHeads;
import dev.weft.trainer.round.Evaluation;
import dev.weft.trainer.round.NothingToMeasureException;
import dev.weft.trainer.round.ReleaseMeasurement;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases measured on the demo catalog and its guard set, without a decision. */
class ReleaseMeasurementTest {

    @TempDir
    private Path folder;

    @Test
    void shouldMeasureTheLiveReleaseAndCompareItWithAnother() throws Exception {
        try (ReleaseBench bench = new ReleaseBench(folder)) {
            // given
            Release live = bench.live("catalog");
            Release random = bench.imported(
                    live,
                    2,
                    live.contents().towers(),
                    bench.stored(Map.of(Modality.TEXT, TestHeads.file(384, 640, 1))));
            ReleaseMeasurement measurement =
                    new ReleaseMeasurement(bench.plan("catalog"), bench.inputs(), bench.releases(), bench.files());

            // when
            Evaluation measured = measurement.measure(Optional.empty(), Optional.of(random.id()));

            // then
            assertThat(measured.release()).isEqualTo(live.id());
            assertThat(measured.sets())
                    .extracting(SetFigures::name)
                    .containsExactly("in-domain", "newest", "unseen", "hard", "guard");
            assertThat(measured.sets().getFirst().figures())
                    .hasSize(10)
                    .allSatisfy(figure -> assertThat(figure.value()).isBetween(figure.low(), figure.high()));
            // The model's own figures say 49: models/demo.
            assertThat(recall(measured.sets().getLast()).value()).isBetween(47.0, 51.0);
            assertThat(measured.comparisons().getLast().metrics())
                    .filteredOn(
                            one -> one.direction() == Direction.TEXT_TO_IMAGE && one.metric() == Metric.RECALL_AT_10)
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.after())
                                .isEqualTo(recall(measured.sets().getLast()).value());
                        assertThat(one.change().low()).isGreaterThan(20);
                    });
            assertThat(measured.comparisons()).extracting(SetComparison::name).hasSize(5);
            assertThat(bench.state(random.id())).as("nothing is decided").isEqualTo(random.state());
            assertThatThrownBy(() -> measurement.measure(Optional.of(new ReleaseId("catalog", 9)), Optional.empty()))
                    .isInstanceOf(NothingToMeasureException.class)
                    .hasMessage("there is no release catalog@9");
        }
    }

    private static Figure recall(SetFigures set) {
        return set.figures().stream()
                .filter(figure ->
                        figure.direction() == Direction.TEXT_TO_IMAGE && figure.metric() == Metric.RECALL_AT_10)
                .findFirst()
                .orElseThrow();
    }
}
