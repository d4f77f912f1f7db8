package dev.weft.evaluation.report;

import dev.weft.evaluation.gate.Check;
import dev.weft.evaluation.gate.CheckStatus;
import dev.weft.evaluation.gate.ReleaseEvaluation;
import dev.weft.evaluation.gate.Verdict;
import dev.weft.evaluation.geometry.SpaceGeometry;
import dev.weft.evaluation.retrieval.Direction;
import dev.weft.evaluation.statistics.Estimate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A report as one page of HTML that needs nothing beside it but the pictures of the examples, if they have addresses. It follows the reader's choice of light or
 * dark, works without a script, and says in words what its plots show.
 */
public final class GateReportPage {

    private GateReportPage() {}

    public static String html(GateReport report) {
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(Html.text("Release " + report.candidate() + ": "
                        + verdict(report.decision().verdict())))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style></head><body><main>\n");
        html.append(Html.heading(1, "Release " + report.candidate()))
                .append("<p class=\"verdict\"><strong>")
                .append(verdict(report.decision().verdict()))
                .append("</strong> against ")
                .append(Html.text(report.incumbent()))
                .append(", <time>")
                .append(report.judgedAt())
                .append("</time></p>\n")
                .append(Html.paragraph(report.decision().summary()));
        checks(html, report);
        report.sets().forEach(set -> set(html, set));
        geometry(html, report);
        curves(html, report);
        html.append(ExampleSection.of(report.examples()));
        return html.append("</main></body></html>\n").toString();
    }

    private static void checks(StringBuilder html, GateReport report) {
        html.append(Html.heading(2, "Checks"))
                .append(Html.table(
                        "Checks of the gate, each with the seed that did worst",
                        "Check",
                        "Set",
                        "Result",
                        "Measured",
                        "Bound",
                        "Interval",
                        "Seed",
                        "In words"));
        for (Check check : report.decision().checks()) {
            html.append("<tr class=\"")
                    .append(check.status().name())
                    .append("\"><th scope=\"row\">")
                    .append(Html.text(check.name()))
                    .append("</th>")
                    .append(Html.cell(check.subject()))
                    .append(Html.cell(status(check.status())))
                    .append(Html.number(Double.isNaN(check.measured()) ? "–" : Html.decimal(check.measured())))
                    .append(Html.number(check.bound().shown()))
                    .append(Html.number(interval(check.interval())))
                    .append(Html.number(seed(check.seed())))
                    .append(Html.cell(check.sentence()))
                    .append("</tr>\n");
        }
        html.append(Html.endOfTable());
    }

    private static String seed(long seed) {
        return seed == ReleaseEvaluation.MEAN_OF_SEEDS ? "mean" : Long.toString(seed);
    }

    private static void set(StringBuilder html, SetComparison set) {
        html.append(Html.heading(2, set.name() + " (" + set.kind().shown() + ")"))
                .append(Html.paragraph(set.queries() + " queries of " + set.families() + " families, each searching "
                        + set.poolSize() + " items; version " + set.version() + ", content " + set.contentHash()))
                .append(Html.table(
                        "Metrics of " + set.name() + " in per cent",
                        "Direction",
                        "Metric",
                        "Before",
                        "After",
                        "Change",
                        "Interval"));
        for (MetricComparison metric : set.metrics()) {
            html.append("<tr>")
                    .append(Html.cell(metric.direction().shown()))
                    .append("<th scope=\"row\">")
                    .append(metric.metric().shown())
                    .append("</th>")
                    .append(Html.number(Html.decimal(metric.before())))
                    .append(Html.number(Html.decimal(metric.after())))
                    .append(Html.number(Html.decimal(metric.change().difference())))
                    .append(Html.number(interval(metric.change())))
                    .append("</tr>\n");
        }
        html.append(Html.endOfTable())
                .append(Html.figure(
                        Svg.dataUrl(Plots.metrics(set)),
                        "Metrics of " + set.name()
                                + " before and after; whiskers as wide as the interval of the change."))
                .append(Html.figure(
                        Svg.dataUrl(Plots.ranks(set)),
                        "Ranks of the answers on " + set.name() + ", " + Direction.TEXT_TO_IMAGE.shown()
                                + ": further left is better."));
    }

    private static void geometry(StringBuilder html, GateReport report) {
        SpaceGeometry before = report.geometryBefore();
        SpaceGeometry after = report.geometryAfter();
        html.append(Html.heading(2, "Geometry"))
                .append(Html.table(
                        "Geometry of the space over " + after.pairs() + " pairs", "Measure", "Before", "After"))
                .append(row("modality gap", before.gap(), after.gap()))
                .append(row("linear separability, per cent", before.separability(), after.separability()))
                .append(row("mean cosine of matched pairs", before.matchedCosine(), after.matchedCosine()))
                .append(row("mean cosine of random pairs", before.randomCosine(), after.randomCosine()))
                .append(row(
                        "share of the other modality among ten neighbours",
                        before.otherModalityShare(),
                        after.otherModalityShare()))
                .append(row("alignment", before.alignment(), after.alignment()))
                .append(row("uniformity", before.uniformity(), after.uniformity()))
                .append(row("effective rank", before.effectiveRank(), after.effectiveRank()))
                .append(row("mean pairwise cosine", before.meanCosine(), after.meanCosine()))
                .append(row("hub share", before.hubShare(), after.hubShare()))
                .append(row("hub skewness", before.hubSkewness(), after.hubSkewness()))
                .append(Html.endOfTable());
    }

    private static void curves(StringBuilder html, GateReport report) {
        if (!report.curve().isEmpty()) {
            html.append(Html.heading(2, "Training"));
            Plots.curves(report.curve())
                    .forEach((series, chart) -> html.append(
                            Html.figure(Svg.dataUrl(chart), "Training curve of " + series + " over the steps.")));
        }
    }

    private static String row(String name, double before, double after) {
        return "<tr><th scope=\"row\">" + Html.text(name) + "</th>" + Html.number(Html.decimal(before))
                + Html.number(Html.decimal(after)) + "</tr>\n";
    }

    private static String interval(@Nullable Estimate estimate) {
        return estimate == null ? "–" : Html.decimal(estimate.low()) + " to " + Html.decimal(estimate.high());
    }

    private static String verdict(Verdict verdict) {
        return switch (verdict) {
            case APPROVED -> "approved";
            case REJECTED -> "rejected";
            case TOO_SMALL -> "too small to decide";
        };
    }

    private static String status(CheckStatus status) {
        return switch (status) {
            case PASSED -> "✓ passed";
            case FAILED -> "✗ failed";
            case UNDECIDED -> "? undecided";
            case SKIPPED -> "– skipped";
        };
    }

    private static String style() {
        try (InputStream css = GateReportPage.class.getResourceAsStream("gate-report.css")) {
            if (css == null) {
                throw new IllegalStateException("gate-report.css must be beside " + GateReportPage.class.getName());
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("gate-report.css must be readable", e);
        }
    }
}
