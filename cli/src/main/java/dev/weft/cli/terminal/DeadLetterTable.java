package dev.weft.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;

/** Dead letters as a table. Their texts are anybody's: {@link Table} makes them harmless. */
public final class DeadLetterTable {

    private static final int MAX_KEY = 48;
    private static final int MAX_WORD = 32;

    private final Table table = new Table("id", "failed at", "stage", "reason", "key", "origin", "attempt", "replayed");

    /** @param letter as {@code GET /v1/dead-letters} gives it */
    public void add(JsonNode letter) {
        table.add(
                letter.path("id").asText(),
                letter.path("failedAt").asText(),
                letter.path("stage").asText(),
                Terminal.clipped(letter.path("reason").asText(), MAX_WORD),
                Terminal.clipped(letter.path("key").asText(), MAX_KEY),
                Terminal.clipped(origin(letter.path("origin")), MAX_KEY),
                letter.path("attempt").asText(),
                letter.path("replayed").isObject()
                        ? letter.path("replayed").path("at").asText()
                        : "-");
    }

    public void print(Terminal terminal) {
        table.print(terminal);
    }

    /** {@code topic-partition@offset} of an origin, or of a replayed record. */
    public static String origin(JsonNode place) {
        return place.path("topic").asText() + "-" + place.path("partition").asText() + "@"
                + place.path("offset").asText();
    }
}
