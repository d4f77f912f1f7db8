package dev.weft.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What a reconciliation has found, for people. */
public final class ReconcileReport {

    private ReconcileReport() {}

    /** Prints counts by kind, the findings that are told in full, and what it comes to in the last line. */
    public static void print(JsonNode run, Terminal terminal) {
        JsonNode report = run.path("report");
        if (report.isMissingNode()) {
            terminal.out()
                    .println(terminal.styled(Style.BAD, "failed: ")
                            + Terminal.printable(run.path("failure").asText()));
            return;
        }
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%s: %,d items in the log, %,d in the store; %,d records read in %.1f s (%,.0f rows/s)%n",
                        Terminal.printable(run.path("release").asText()),
                        report.path("log").path("live").asLong(),
                        report.path("store").path("live").asLong(),
                        report.path("log").path("records").asLong(),
                        report.path("seconds").asDouble(),
                        report.path("rowsPerSecond").asDouble());
        printCounts(report, terminal);
        printFindings(report.path("findings"), terminal);
        terminal.out().println(verdict(report, terminal));
    }

    private static void printCounts(JsonNode report, Terminal terminal) {
        Table counts = new Table("kind", "found", "repaired");
        report.path("found")
                .properties()
                .forEach(kind -> counts.add(
                        kind.getKey(),
                        kind.getValue().asText(),
                        report.path("repaired").path(kind.getKey()).asText("0")));
        counts.print(terminal);
    }

    private static void printFindings(JsonNode findings, Terminal terminal) {
        if (findings.isEmpty()) {
            return;
        }
        Table table = new Table("kind", "item", "log", "store", "record", "repair");
        for (JsonNode finding : findings) {
            table.add(
                    finding.path("kind").asText(),
                    finding.path("tenant").asText() + "/" + finding.path("id").asText(),
                    finding.path("logVersion").asText("-")
                            + (finding.path("logDeleted").asBoolean() ? " deleted" : ""),
                    finding.path("storeVersion").asText("-"),
                    finding.has("offset")
                            ? finding.path("partition").asText() + "@"
                                    + finding.path("offset").asText()
                            : "-",
                    finding.path("repair").asText().replace('_', ' ')
                            + (finding.has("reason")
                                    ? ": " + finding.path("reason").asText()
                                    : ""));
        }
        table.print(terminal);
    }

    private static String verdict(JsonNode report, Terminal terminal) {
        return switch (report.path("result").asText()) {
            case "clean" -> terminal.styled(Style.GOOD, "The store holds what the log says.");
            case "unchecked" ->
                terminal.styled(
                        Style.BAD,
                        "Nothing wrong is known, but the sink has not come to "
                                + report.path("unchecked").asLong() + " records of the log yet.");
            default -> terminal.styled(Style.BAD, "The store does not hold what the log says.");
        };
    }
}
