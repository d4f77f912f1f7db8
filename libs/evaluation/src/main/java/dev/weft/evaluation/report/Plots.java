package dev.weft.evaluation.report;

import dev.weft.evaluation.retrieval.Direction;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The plots of a report. Needs a font of the machine; no display. */
final class Plots {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    /** Blue and orange of Okabe and Ito (2008), which the colour-blind tell apart. */
    private static final Color BEFORE = new Color(0, 114, 178);

    private static final Color AFTER = new Color(213, 94, 0);
    private static final Color NOTHING = new Color(255, 255, 255, 0);

    private Plots() {}

    /** Every metric before and after; the bars at "after" are the intervals of the change. */
    static CategoryChart metrics(SetComparison set) {
        List<String> names = new ArrayList<>();
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        List<Double> errors = new ArrayList<>();
        for (MetricComparison metric : set.metrics()) {
            names.add(metric.metric().shown() + " " + shortened(metric.direction()));
            before.add(metric.before());
            after.add(metric.after());
            errors.add((metric.change().high() - metric.change().low()) / 2);
        }
        CategoryChart chart = bars("", "per cent");
        chart.getStyler().setXAxisLabelRotation(45);
        chart.addSeries("before", names, before).setFillColor(BEFORE);
        chart.addSeries("after", names, after, errors).setFillColor(AFTER);
        return chart;
    }

    static CategoryChart ranks(SetComparison set) {
        RankHistogram ranks = set.textToImage();
        List<String> bins = ranks.upTo().stream().map(end -> "≤ " + end).toList();
        CategoryChart chart = bars("rank of the answer, text→image", "queries");
        chart.addSeries("before", bins, ranks.before()).setFillColor(BEFORE);
        chart.addSeries("after", bins, ranks.after()).setFillColor(AFTER);
        return chart;
    }

    /** A chart per series: a loss and a recall have no scale in common. */
    static Map<String, XYChart> curves(List<CurvePoint> points) {
        Map<String, List<CurvePoint>> series = new TreeMap<>();
        points.stream()
                // What is not finite has no place on an axis.
                .filter(point -> Double.isFinite(point.value()))
                .forEach(point -> series.computeIfAbsent(point.series(), name -> new ArrayList<>())
                        .add(point));
        Map<String, XYChart> charts = new TreeMap<>();
        series.forEach((name, curve) -> charts.put(name, curve(name, curve)));
        return charts;
    }

    private static XYChart curve(String name, List<CurvePoint> points) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("step")
                .build();
        plain(chart, chart.getStyler());
        chart.addSeries(
                        name,
                        points.stream().mapToDouble(CurvePoint::step).toArray(),
                        points.stream().mapToDouble(CurvePoint::value).toArray())
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(BEFORE);
        return chart;
    }

    private static String shortened(Direction direction) {
        return switch (direction) {
            case TEXT_TO_IMAGE -> "t→i";
            case IMAGE_TO_TEXT -> "i→t";
        };
    }

    private static CategoryChart bars(String horizontal, String vertical) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(horizontal)
                .yAxisTitle(vertical)
                .build();
        plain(chart, chart.getStyler());
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Bar);
        return chart;
    }

    /** Without a ground of its own, so that it stands on the page's. */
    private static void plain(Chart<?, ?> chart, AxesChartStyler styler) {
        chart.getStyler()
                .setChartBackgroundColor(NOTHING)
                .setPlotBackgroundColor(NOTHING)
                .setLegendBackgroundColor(NOTHING)
                .setLegendPosition(LegendPosition.InsideNE);
        styler.setPlotGridVerticalLinesVisible(false);
    }
}
