package dev.weft.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;

/** Releases as a table. */
public final class ReleaseTable {

    private static final int MAX_REASON = 80;

    private final Table table = new Table("release", "state", "since", "by", "progress", "reason");

    /** @param release as {@code GET /v1/releases} gives it */
    public void add(JsonNode release) {
        table.add(
                release.path("id").asText(),
                release.path("state").asText(),
                release.path("since").asText(),
                release.path("by").asText(),
                progress(release),
                Terminal.clipped(release.path("reason").asText(), MAX_REASON));
    }

    public void print(Terminal terminal) {
        table.print(terminal);
    }

    private static String progress(JsonNode release) {
        long total = release.path("total").asLong();
        return total == 0 ? "-" : release.path("done").asLong() + " of " + total;
    }
}
