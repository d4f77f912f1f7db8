package dev.weft.evaluation.report;

import java.awt.Dimension;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.knowm.xchart.internal.chartpart.Chart;

/** A chart drawn as SVG. */
final class Svg {

    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private Svg() {}

    /** As the address of an image that holds its own content: what is in it can't reach the page around it, nor clash with its names. */
    static String dataUrl(Chart<?, ?> chart) {
        return "data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(draw(chart).getBytes(StandardCharsets.UTF_8));
    }

    static String draw(Chart<?, ?> chart) {
        try {
            SVGGraphics2D graphics = new SVGGraphics2D(DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null));
            graphics.setSVGCanvasSize(new Dimension(chart.getWidth(), chart.getHeight()));
            chart.paint(graphics, chart.getWidth(), chart.getHeight());
            StringWriter svg = new StringWriter();
            graphics.stream(graphics.getRoot(), svg, true, false);
            return svg.toString();
        } catch (ParserConfigurationException | SVGGraphics2DIOException e) {
            throw new IllegalStateException("a chart must have an SVG form", e);
        }
    }
}
