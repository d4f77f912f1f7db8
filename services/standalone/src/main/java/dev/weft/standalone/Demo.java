package dev.weft.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.catalog.Catalog;
import dev.weft.cli.catalog.CatalogOptions;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.command.ExitCodes;
import dev.weft.cli.imports.ImportOptions;
import dev.weft.cli.imports.ImportReport;
import dev.weft.cli.imports.Importer;
import dev.weft.cli.terminal.HitTable;
import dev.weft.cli.terminal.ImportSummary;
import dev.weft.cli.terminal.ProgressBar;
import dev.weft.cli.terminal.Style;
import dev.weft.cli.terminal.Terminal;
import io.quarkus.runtime.Quarkus;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A client of the gateway, in its own process: imports the demo catalog by HTTP like everybody, searches, and has the loop go round once. */
record Demo(Terminal terminal, Assembly assembly, Path catalog, Options options) {

    /**
     * What somebody has asked for.
     *
     * @param exit to end when all is done
     * @param json to end the output with one line of JSON
     * @param loop to learn from the catalog
     */
    record Options(boolean exit, boolean json, boolean loop) {}

    private static final List<String> QUERIES =
            List.of("musical instrument", "somebody riding a bicycle", "rain umbrella");

    private static final int HITS = 5;

    int run(URI gateway) throws Exception {
        Terminal people = options.json() ? terminal.resultsToErr() : terminal;
        Welcome.print(people, assembly, gateway);
        people.out().println();
        int exitCode;
        try (GatewayClient client = new GatewayClient(gateway, Retry.PATIENT)) {
            ImportReport report = importCatalog(client);
            ObjectNode result = summary(report);
            ImportSummary.print(report, people, false);
            ArrayNode searches = result.putArray("searches");
            for (String query : QUERIES) {
                JsonNode answer = client.search(
                        new ObjectMapper().createObjectNode().put("text", query).put("k", HITS));
                show(people, query, answer);
                searches.add(brief(query, answer));
            }
            boolean well = report.failed() == 0 && report.complete();
            if (options.loop()) {
                well &= learn(client, people, result);
            }
            next(people, gateway);
            if (options.json()) {
                terminal.out().println(result);
            }
            exitCode = well ? ExitCodes.OK : ExitCodes.FAILED;
        }
        if (!options.exit()) {
            Quarkus.waitForExit();
        }
        return exitCode;
    }

    private ImportReport importCatalog(GatewayClient client) throws Exception {
        ProgressBar bar = new ProgressBar(terminal, "Importing " + catalog.getFileName());
        try (Catalog opened = Catalog.open(catalog, CatalogOptions.DEFAULTS)) {
            return new Importer(client, ImportOptions.DEFAULTS, bar::show).run(opened);
        } finally {
            bar.finish();
        }
    }

    /** @return whether nothing has failed */
    private boolean learn(GatewayClient client, Terminal people, ObjectNode result) throws Exception {
        people.out().println();
        people.out()
                .println(people.styled(Style.STRONG, "Learning from the catalog")
                        + people.styled(Style.FAINT, "  searches go on meanwhile; --no-loop leaves it out"));
        LoopOutcome outcome = new DemoLoop(client, terminal, catalog).run();
        LoopReport.print(outcome, people);
        if (outcome.figures().isPresent()) {
            people.out().println();
            Welcome.line(
                    people,
                    "report",
                    client.gateway() + "/v1/releases/" + outcome.release().orElse("") + "/files/report.html");
        }
        result.set("round", LoopReport.json(outcome));
        return outcome.isWell();
    }

    private void show(Terminal people, String query, JsonNode answer) {
        people.out().println();
        people.out().println(people.styled(Style.FAINT, "search ") + people.styled(Style.STRONG, "\"" + query + "\""));
        HitTable.print(answer, people);
    }

    private void next(Terminal people, URI gateway) {
        people.out().println();
        Welcome.line(people, "page", people.styled(Style.ACCENT, gateway + "/"));
        if (!options.exit()) {
            Welcome.line(people, "try", "./weft search \"green vegetable\"      in another terminal, in this folder");
            Welcome.line(people, "", "./weft search --like noto-1f34e");
            Welcome.line(people, "", "./weft import FOLDER               with pictures of your own");
            Welcome.line(
                    people,
                    "",
                    "./weft releases list               to see what is live, and ./weft train to learn again");
            Welcome.line(people, "stop", "Ctrl-C");
        }
        people.out().println();
    }

    private static ObjectNode summary(ImportReport report) {
        return new ObjectMapper()
                .createObjectNode()
                .put("items", report.items())
                .put("seconds", report.elapsed().toMillis() / 1000.0)
                .put("itemsPerSecond", Math.round(report.itemsPerSecond() * 10) / 10.0)
                .put("unchanged", report.unchanged())
                .put("failed", report.failed());
    }

    private static ObjectNode brief(String query, JsonNode answer) {
        ObjectNode search = new ObjectMapper().createObjectNode().put("query", query);
        ArrayNode hits = search.putArray("hits");
        for (JsonNode hit : answer.path("hits")) {
            hits.addObject()
                    .put("id", hit.path("id").asText())
                    .put("caption", hit.path("caption").asText())
                    .put("score", hit.path("score").asDouble());
        }
        return search;
    }
}
