package dev.weft.trainer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.core.ReleaseId;
import dev.weft.evaluation.report.MetricComparison;
import dev.weft.evaluation.report.SetComparison;
import dev.weft.evaluation.report.SetFigures;
import dev.weft.evaluation.report.SetFigures.Figure;
import dev.weft.trainer.round.Evaluation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A measurement of a release: under way, or what came of it.
 *
 * @param release that is measured; absent while it runs for the live one
 * @param against what it is compared with
 * @param phase measuring or ended
 * @param outcome measured, nothing_to_measure or failed, once it has ended
 */
@Schema(name = "Evaluation")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvaluationView(
        String id,
        @Nullable String release,
        @Nullable String against,
        String phase,
        Instant since,
        @Nullable String outcome,
        @Nullable String message,
        List<SetView> sets) {

    /**
     * @param contentHash figures of one content can be compared
     * @param pool how many items each query searched
     */
    @Schema(name = "EvaluatedSet")
    record SetView(
            String name,
            String kind,
            int version,
            String contentHash,
            int queries,
            int families,
            int pool,
            List<FigureView> figures) {}

    /**
     * In per cent; changes in points.
     *
     * @param direction t2i or i2t
     * @param low of the 95 % interval by family
     * @param against the same figure of the other release
     * @param change from the other release to this one
     */
    @Schema(name = "Figure")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FigureView(
            String direction,
            String metric,
            double value,
            double low,
            double high,
            @Nullable Double against,
            @Nullable Double change,
            @Nullable Double changeLow,
            @Nullable Double changeHigh) {}

    static EvaluationView begun(String id, EvaluationRequest request) {
        return new EvaluationView(
                id,
                request.release().map(ReleaseId::toString).orElse(null),
                request.against().map(ReleaseId::toString).orElse(null),
                "measuring",
                Instant.now(),
                null,
                null,
                List.of());
    }

    EvaluationView measured(Evaluation evaluation) {
        List<SetView> views = new ArrayList<>();
        for (int i = 0; i < evaluation.sets().size(); i++) {
            Optional<SetComparison> comparison = evaluation.comparisons().isEmpty()
                    ? Optional.empty()
                    : Optional.of(evaluation.comparisons().get(i));
            views.add(view(evaluation.sets().get(i), comparison));
        }
        return new EvaluationView(
                id, evaluation.release().toString(), against, "ended", since, "measured", null, List.copyOf(views));
    }

    EvaluationView ended(String how, String why) {
        return new EvaluationView(id, release, against, "ended", since, how, why, List.of());
    }

    private static SetView view(SetFigures set, Optional<SetComparison> comparison) {
        List<FigureView> figures = new ArrayList<>();
        for (int i = 0; i < set.figures().size(); i++) {
            int index = i;
            figures.add(view(
                    set.figures().get(i), comparison.map(both -> both.metrics().get(index))));
        }
        return new SetView(
                set.name(),
                set.kind().wireName(),
                set.version(),
                set.contentHash(),
                set.queries(),
                set.families(),
                set.poolSize(),
                List.copyOf(figures));
    }

    private static FigureView view(Figure figure, Optional<MetricComparison> both) {
        return new FigureView(
                figure.direction().wireName(),
                figure.metric().wireName(),
                figure.value(),
                figure.low(),
                figure.high(),
                both.map(MetricComparison::before).orElse(null),
                both.map(one -> one.change().difference()).orElse(null),
                both.map(one -> one.change().low()).orElse(null),
                both.map(one -> one.change().high()).orElse(null));
    }
}
