package dev.weft.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.evaluation.gate.SetEvaluator;
import dev.weft.evaluation.gate.SetResult;
import dev.weft.evaluation.gate.SetVectors;
import dev.weft.evaluation.report.SetFigures.Figure;
import dev.weft.evaluation.retrieval.Direction;
import dev.weft.evaluation.retrieval.ExactSearch;
import dev.weft.evaluation.retrieval.Metric;
import dev.weft.evaluation.retrieval.Relevance;
import dev.weft.evaluation.retrieval.VectorMatrix;
import dev.weft.evaluation.sets.EvaluationItem;
import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.sets.EvaluationSet;
import dev.weft.evaluation.statistics.ClusterBootstrap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SetFiguresTest {

    @Test
    void shouldGiveEachMeanWithAnIntervalByFamily() throws Exception {
        // given two families, one of which is found at once and the other on place two
        EvaluationSet set = new EvaluationSet(
                "held-out",
                EvaluationKind.IN_DOMAIN,
                1,
                IntStream.range(0, 4)
                        .mapToObj(i -> new EvaluationItem("id" + i, i < 2 ? "found" : "second", "", "caption " + i))
                        .toList(),
                List.of());
        VectorMatrix texts = rows(0, 90, 180, 270);
        VectorMatrix images = rows(0, 90, 200, 181);

        // when
        SetResult result = new SetEvaluator(new ExactSearch(1), Relevance.PAIRED_ITEM)
                .evaluate(set, new SetVectors(images, texts));
        SetFigures figures = SetFigures.of(result, new ClusterBootstrap(200, 1), 0.95);

        // then
        assertThat(figures.families()).isEqualTo(2);
        assertThat(figures.figures()).hasSize(10);
        assertThat(figures.figures())
                .filteredOn(figure ->
                        figure.direction() == Direction.TEXT_TO_IMAGE && figure.metric() == Metric.RECALL_AT_1)
                .containsExactly(new Figure(Direction.TEXT_TO_IMAGE, Metric.RECALL_AT_1, 50, 0, 100));
        assertThat(figures.figures())
                .filteredOn(figure ->
                        figure.direction() == Direction.TEXT_TO_IMAGE && figure.metric() == Metric.RECALL_AT_5)
                .containsExactly(new Figure(Direction.TEXT_TO_IMAGE, Metric.RECALL_AT_5, 100, 100, 100));
    }

    /** On a circle, by degrees. */
    private static VectorMatrix rows(int... degrees) {
        float[] values = new float[degrees.length * 2];
        for (int i = 0; i < degrees.length; i++) {
            values[2 * i] = (float) Math.cos(Math.toRadians(degrees[i]));
            values[2 * i + 1] = (float) Math.sin(Math.toRadians(degrees[i]));
        }
        return VectorMatrix.wrap(values, degrees.length, 2);
    }
}
