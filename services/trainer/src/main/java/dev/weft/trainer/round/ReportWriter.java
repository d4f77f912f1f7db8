package dev.weft.trainer.round;

import dev.weft.core.MediaKey;
import dev.weft.core.ReleaseId;
import dev.weft.evaluation.gate.GateThresholds;
import dev.weft.evaluation.gate.ReleaseEvaluation;
import dev.weft.evaluation.gate.SetPair;
import dev.weft.evaluation.report.CurvePoint;
import dev.weft.evaluation.report.Example;
import dev.weft.evaluation.report.Examples;
import dev.weft.evaluation.report.GateReport;
import dev.weft.evaluation.report.SetComparison;
import dev.weft.evaluation.sets.EvaluationItem;
import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.statistics.ClusterBootstrap;
import dev.weft.learning.StepReport;
import dev.weft.trainer.judge.Judge.Judgement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the report of a judgement: what is shown to people and kept with the release. */
final class ReportWriter {

    private static final int EXAMPLES_PER_SIDE = 12;

    private final GateThresholds thresholds;

    ReportWriter(GateThresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** @param curve of the first seed; the comparisons and examples are of the heads that go live */
    GateReport report(
            ReleaseId candidate, ReleaseId incumbent, Judgement judgement, List<StepReport> curve, Instant judgedAt) {
        ReleaseEvaluation before = judgement.incumbent();
        ReleaseEvaluation after = judgement.candidates().getFirst();
        ClusterBootstrap bootstrap = new ClusterBootstrap(
                thresholds.evidence().resamples(), thresholds.evidence().seed());
        List<SetPair> pairs = SetPair.of(before, after);
        return new GateReport(
                candidate.toString(),
                incumbent.toString(),
                after.seed(),
                judgedAt,
                judgement.decision(),
                thresholds,
                pairs.stream()
                        .map(pair -> SetComparison.of(
                                pair, bootstrap, thresholds.evidence().confidence()))
                        .toList(),
                before.geometry(),
                after.geometry(),
                points(curve),
                examples(pairs));
    }

    /** What the releases topic carries of it: the means before and after, in per cent. */
    static SortedMap<String, Double> metrics(GateReport report) {
        SortedMap<String, Double> metrics = new TreeMap<>();
        report.sets().forEach(set -> {
            metrics.put(set.name() + ".queries", (double) set.queries());
            set.metrics().forEach(one -> {
                String name = set.name() + "." + one.direction().wireName() + "."
                        + one.metric().wireName();
                metrics.put(name + ".before", one.before());
                metrics.put(name, one.after());
                metrics.put(name + ".low", one.change().low());
                metrics.put(name + ".high", one.change().high());
            });
        });
        return metrics;
    }

    private static List<Example> examples(List<SetPair> pairs) {
        return pairs.stream()
                .filter(pair -> pair.set().kind() == EvaluationKind.IN_DOMAIN)
                .findFirst()
                .map(pair -> new Examples(EXAMPLES_PER_SIDE, ReportWriter::content).pick(pair))
                .orElse(List.of());
    }

    /** Where the gateway serves the item's file. */
    private static Optional<String> content(EvaluationItem item) {
        return Optional.of("/v1/media/" + MediaKey.parse(item.id()).id() + "/content");
    }

    private static List<CurvePoint> points(List<StepReport> curve) {
        List<CurvePoint> points = new ArrayList<>();
        for (StepReport step : curve) {
            points.add(new CurvePoint("loss", step.step(), step.loss()));
            step.validation().ifPresent(value -> points.add(new CurvePoint("validation", step.step(), value)));
        }
        return points;
    }
}
