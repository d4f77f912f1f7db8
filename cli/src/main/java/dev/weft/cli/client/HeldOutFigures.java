package dev.weft.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a gate's report says of the held-out families: recall before and after in both directions.
 *
 * @param queries that were asked in each direction
 * @param families that they are of
 * @param pool that each query searched, in items
 */
public record HeldOutFigures(int queries, int families, int pool, List<Recall> recalls) {

    public HeldOutFigures {
        recalls = List.copyOf(recalls);
    }

    /**
     * Recall at some rank, in per cent.
     *
     * @param direction {@code text_to_image} or {@code image_to_text}
     * @param at the rank
     * @param change in points
     * @param low lower end of the change's interval
     * @param high upper end of it
     * @param confidence of the interval, such as 0.95
     */
    public record Recall(
            String direction,
            int at,
            double before,
            double after,
            double change,
            double low,
            double high,
            double confidence) {}

    /**
     * Empty where the report knows no held-out families, as of a catalog that is too small.
     *
     * @param report as {@link GatewayClient#gateReport} tells it
     */
    public static Optional<HeldOutFigures> of(JsonNode report) {
        for (JsonNode set : report.path("sets")) {
            if (set.path("kind").asText().equals("IN_DOMAIN")) {
                List<Recall> recalls = new ArrayList<>();
                set.path("metrics").forEach(metric -> recall(metric).ifPresent(recalls::add));
                return Optional.of(new HeldOutFigures(
                        set.path("queries").asInt(),
                        set.path("families").asInt(),
                        set.path("poolSize").asInt(),
                        recalls));
            }
        }
        return Optional.empty();
    }

    private static Optional<Recall> recall(JsonNode metric) {
        String prefix = "RECALL_AT_";
        String name = metric.path("metric").asText();
        if (!name.startsWith(prefix)) {
            return Optional.empty();
        }
        JsonNode change = metric.path("change");
        return Optional.of(new Recall(
                metric.path("direction").asText().toLowerCase(Locale.ROOT),
                Integer.parseInt(name.substring(prefix.length())),
                metric.path("before").asDouble(),
                metric.path("after").asDouble(),
                change.path("difference").asDouble(),
                change.path("low").asDouble(),
                change.path("high").asDouble(),
                change.path("confidence").asDouble()));
    }
}
