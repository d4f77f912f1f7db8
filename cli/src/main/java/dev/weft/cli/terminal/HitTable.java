package dev.weft.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The hits of a search as a table: rank, score, id, matched part, caption. */
public final class HitTable {

    private static final int MAX_ID = 40;

    private HitTable() {}

    /** @param answer of {@code POST /v1/search} */
    public static void print(JsonNode answer, Terminal terminal) {
        List<JsonNode> hits = new ArrayList<>();
        answer.path("hits").forEach(hits::add);
        int idWidth = Math.clamp(
                hits.stream()
                        .mapToInt(hit -> hit.path("id").asText().length())
                        .max()
                        .orElse(2),
                2,
                MAX_ID);
        int captionWidth = Math.max(10, terminal.columns() - idWidth - 25);
        String head = String.format(
                Locale.ROOT, "%4s  %6s  %-" + idWidth + "s  %-7s  %s", "rank", "score", "id", "part", "caption");
        terminal.out().println(terminal.styled(Style.FAINT, head));
        int rank = 0;
        for (JsonNode hit : hits) {
            rank++;
            String id = Terminal.clipped(hit.path("id").asText(), idWidth);
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%4d  %6.3f  %s  %-7s  %s%n",
                            rank,
                            hit.path("score").asDouble(),
                            terminal.styled(Style.STRONG, String.format("%-" + idWidth + "s", id)),
                            Terminal.clipped(hit.path("part").asText(), 7),
                            Terminal.clipped(hit.path("caption").asText(""), captionWidth));
        }
    }
}
