package dev.weft.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/** What a release was measured at, as a table: per cent with 95 % intervals, and points where it is compared. */
public final class FigureTable {

    private static final Map<String, String> DIRECTIONS = Map.of("t2i", "text→image", "i2t", "image→text");

    private static final Map<String, String> METRICS = Map.of(
            "recall_at_1", "R@1",
            "recall_at_5", "R@5",
            "recall_at_10", "R@10",
            "reciprocal_rank", "MRR",
            "ndcg_at_10", "nDCG@10");

    private FigureTable() {}

    /** @param evaluation as {@code GET /v1/evaluations/ID} gives it, measured */
    public static Table of(JsonNode evaluation) {
        String release = evaluation.path("release").asText();
        boolean compared = evaluation.has("against");
        Table table = compared
                ? new Table(
                        "set",
                        "queries",
                        "direction",
                        "metric",
                        evaluation.path("against").asText(),
                        release,
                        "change",
                        "95 %")
                : new Table("set", "queries", "direction", "metric", release, "95 %");
        for (JsonNode set : evaluation.path("sets")) {
            for (JsonNode figure : set.path("figures")) {
                String name = set.path("name").asText();
                String queries = set.path("queries").asText() + " in "
                        + set.path("families").asText() + " families";
                String direction = shown(DIRECTIONS, figure.path("direction").asText());
                String metric = shown(METRICS, figure.path("metric").asText());
                String value = number("%.1f", figure.path("value"));
                if (compared) {
                    table.add(
                            name,
                            queries,
                            direction,
                            metric,
                            number("%.1f", figure.path("against")),
                            value,
                            number("%+.1f", figure.path("change")),
                            number("%+.1f", figure.path("changeLow")) + " to "
                                    + number("%+.1f", figure.path("changeHigh")));
                } else {
                    table.add(
                            name,
                            queries,
                            direction,
                            metric,
                            value,
                            number("%.1f", figure.path("low")) + " to " + number("%.1f", figure.path("high")));
                }
            }
        }
        return table;
    }

    private static String shown(Map<String, String> words, String word) {
        return words.getOrDefault(word, word);
    }

    private static String number(String format, JsonNode value) {
        return String.format(Locale.ROOT, format, value.asDouble());
    }
}
