package dev.weft.learning;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How a round went, as JSON and as a picture. */
public final class Curves {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 400;

    private Curves() {}

    /** An array with an object per step. */
    static ArrayNode toJson(List<StepReport> curve) {
        ArrayNode array = JsonMapper.builder().build().createArrayNode();
        for (StepReport report : curve) {
            ObjectNode step = array.addObject();
            step.put("step", report.step());
            step.put("loss", report.loss());
            step.put("anchor", report.anchor());
            step.put("learningRate", report.learningRate());
            step.put("gradientNorm", report.gradientNorm());
            step.put("scale", report.scale());
            report.validation().ifPresent(value -> step.put("validation", value));
        }
        return array;
    }

    /**
     * Loss and gradient norm by step on the left axis, validation on the right one, as SVG.
     *
     * @param curve of at least one step
     */
    public static String toSvg(List<StepReport> curve) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("step")
                .yAxisTitle("loss, gradient norm")
                .build();
        addSeries(chart, "loss", curve, StepReport::loss);
        addSeries(chart, "gradient norm", curve, StepReport::gradientNorm);
        List<StepReport> validated =
                curve.stream().filter(report -> report.validation().isPresent()).toList();
        if (!validated.isEmpty()) {
            chart.setYAxisGroupTitle(1, "validation");
            addSeries(
                            chart,
                            "validation",
                            validated,
                            report -> report.validation().orElseThrow())
                    .setYAxisGroup(1);
        }
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, svg, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory can't fail", e);
        }
        return svg.toString(StandardCharsets.UTF_8);
    }

    private static XYSeries addSeries(
            XYChart chart, String name, List<StepReport> curve, ToDoubleFunction<StepReport> value) {
        double[] steps = curve.stream().mapToDouble(StepReport::step).toArray();
        double[] values = curve.stream().mapToDouble(value).toArray();
        XYSeries series = chart.addSeries(name, steps, values);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }
}
