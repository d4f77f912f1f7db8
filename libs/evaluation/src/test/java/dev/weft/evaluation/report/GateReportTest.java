package dev.weft.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.evaluation.gate.Gate;
import dev.weft.evaluation.gate.GateThresholds;
import dev.weft.evaluation.gate.ReleaseEvaluation;
import dev.weft.evaluation.gate.SetEvaluator;
import dev.weft.evaluation.gate.SetPair;
import dev.weft.evaluation.gate.SetVectors;
import dev.weft.evaluation.geometry.GeometryProbe;
import dev.weft.evaluation.retrieval.ExactSearch;
import dev.weft.evaluation.retrieval.Relevance;
import dev.weft.evaluation.retrieval.VectorMatrix;
import dev.weft.evaluation.sets.EvaluationItem;
import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.sets.EvaluationSet;
import dev.weft.evaluation.statistics.AlphaSpending;
import dev.weft.evaluation.statistics.ClusterBootstrap;
import dev.weft.evaluation.statistics.SpendingFunction;
import dev.weft.testkit.UnitVectors;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.xml.sax.InputSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateReportTest {

    private static final String HOSTILE = "<script>alert('x')</script>\" onload=\"y";
    private static final int QUERIES = 30;

    private GateReport report;

    @BeforeAll
    void judge() throws InterruptedException {
        EvaluationSet set = new EvaluationSet(
                "held-out " + HOSTILE,
                EvaluationKind.IN_DOMAIN,
                1,
                IntStream.range(0, QUERIES)
                        .mapToObj(i -> new EvaluationItem("id" + i, "f" + i, HOSTILE, HOSTILE + i))
                        .toList(),
                List.of());
        ReleaseEvaluation incumbent = evaluation(set, vectors(1));
        ReleaseEvaluation candidate = evaluation(set, vectors(2));
        SetPair pair = SetPair.of(incumbent, candidate).getFirst();
        report = new GateReport(
                HOSTILE,
                "incumbent",
                1,
                Instant.parse("2026-01-02T03:04:05.006Z"),
                new Gate(GateThresholds.defaults())
                        .judge(
                                incumbent,
                                List.of(candidate),
                                new AlphaSpending(SpendingFunction.POCOCK, 0.05, 20, 0, "")),
                GateThresholds.defaults(),
                List.of(SetComparison.of(pair, new ClusterBootstrap(200, 1), 0.95)),
                incumbent.geometry(),
                candidate.geometry(),
                List.of(
                        new CurvePoint("loss " + HOSTILE, 0, 3),
                        new CurvePoint("loss " + HOSTILE, 10, Double.NaN),
                        new CurvePoint("loss " + HOSTILE, 20, 1)),
                new Examples(
                                3,
                                item -> Optional.of(
                                        item.id().equals("id1") ? "javascript:alert(1)" : "/v1/media/" + item.id()))
                        .pick(pair));
    }

    @Test
    void shouldComeBackFromJson() throws Exception {
        assertThat(GateReportJson.read(GateReportJson.write(report))).isEqualTo(report);
    }

    @Test
    void shouldRefuseJsonThatIsNoReport() {
        String json = GateReportJson.write(report);

        assertThatThrownBy(() -> GateReportJson.read(json.substring(0, 100))).isInstanceOf(GateReportException.class);
        assertThatThrownBy(() -> GateReportJson.read("{}")).isInstanceOf(GateReportException.class);
        assertThatThrownBy(() -> GateReportJson.read("null")).isInstanceOf(GateReportException.class);
        assertThatThrownBy(() -> GateReportJson.read(json.replace("\"verdict\":\"", "\"verdict\":\"X")))
                .isInstanceOf(GateReportException.class);
    }

    @Test
    void shouldEscapeEveryText() {
        String html = GateReportPage.html(report);

        assertThat(html).doesNotContain("<script").doesNotContain("\" onload").doesNotContain("javascript:");
        assertThat(html).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;y");
    }

    @Test
    void shouldNeedNothingBesideIt() {
        String html = GateReportPage.html(report);

        Matcher addresses = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(html);
        assertThat(addresses.results().map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(address ->
                        address.startsWith("data:image/svg+xml;base64,") || address.startsWith("/v1/media/"));
        assertThat(html).doesNotContain("@import").doesNotContain("url(");
    }

    @Test
    void shouldShowEveryCheckMetricAndPlotInWords() {
        String html = GateReportPage.html(report);

        report.decision()
                .checks()
                .forEach(check -> assertThat(html).contains("<th scope=\"row\">" + check.name() + "</th>"));
        assertThat(html)
                .contains(
                        "<html lang=\"en\">",
                        "nDCG@10",
                        "image→text",
                        "prefers-color-scheme: dark",
                        "too small to decide");
        Matcher images =
                Pattern.compile("<img class=\"plot\"[^>]* alt=\"[^\"]{20,}\"").matcher(html);
        assertThat(images.results()).hasSize(3);
    }

    @Test
    void shouldDrawPlotsThatAreXmlAndTakeTheirColours() throws Exception {
        Matcher plots = Pattern.compile("data:image/svg\\+xml;base64,([^\"]+)").matcher(GateReportPage.html(report));
        List<String> svgs = plots.results()
                .map(found -> new String(Base64.getDecoder().decode(found.group(1)), StandardCharsets.UTF_8))
                .toList();

        for (String svg : svgs) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            assertThat(factory.newDocumentBuilder()
                            .parse(new InputSource(new StringReader(svg)))
                            .getDocumentElement()
                            .getNodeName())
                    .isEqualTo("svg");
        }
        assertThat(svgs.getFirst()).contains("rgb(0,114,178)", "rgb(213,94,0)");
    }

    @Test
    void shouldPickWhatChangedMostOnBothSides() {
        assertThat(report.examples()).hasSize(6);
        assertThat(report.examples().subList(0, 3)).allMatch(Example::better);
        assertThat(report.examples().subList(3, 6)).noneMatch(Example::better);
        assertThat(report.examples())
                .allMatch(example ->
                        example.before().size() == 5 && example.after().size() == 5);
    }

    private static ReleaseEvaluation evaluation(EvaluationSet set, SetVectors vectors) throws InterruptedException {
        ExactSearch search = new ExactSearch(1);
        return new ReleaseEvaluation(
                "release",
                1,
                List.of(new SetEvaluator(search, Relevance.PAIRED_ITEM).evaluate(set, vectors)),
                new GeometryProbe(search, 20, 1).measure(vectors.images(), vectors.texts()),
                null,
                null);
    }

    private static SetVectors vectors(long seed) {
        UnitVectors vectors = new UnitVectors(8, seed);
        return new SetVectors(
                VectorMatrix.of(Stream.generate(vectors::next).limit(QUERIES).toList()),
                VectorMatrix.of(Stream.generate(vectors::next).limit(QUERIES).toList()));
    }
}
