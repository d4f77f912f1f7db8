package dev.weft.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.catalog.Catalog;
import dev.weft.cli.catalog.CatalogException;
import dev.weft.cli.catalog.CatalogOptions;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.GatewayUnreachableException;
import dev.weft.cli.client.HeldOutFigures;
import dev.weft.cli.client.LoopFollower;
import dev.weft.cli.client.ProblemException;
import dev.weft.cli.terminal.LoopProgress;
import dev.weft.cli.terminal.Terminal;
import dev.weft.standalone.HeldOutQueries.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Has the loop go round once, over HTTP like everybody, and asks the same held-out queries before and after. */
record DemoLoop(GatewayClient client, Terminal terminal, Path catalog) {

    private static final String REASON = "a round for the demo";
    private static final String BY = "weft demo";

    LoopOutcome run() throws IOException, CatalogException, InterruptedException {
        LoopProgress progress = new LoopProgress(terminal);
        LoopFollower loop = new LoopFollower(client, progress);
        try {
            HeldOutQueries queries = queries();
            List<Answer> before = queries.ask(client);
            JsonNode mined = loop.mine(REASON, BY);
            if (outcome(mined).equals("failed")) {
                return told(loop, "failed", Optional.empty(), "mining: " + message(mined), List.of());
            }
            JsonNode learnt = loop.learn(REASON, BY);
            Optional<String> release =
                    Optional.ofNullable(learnt.path("release").textValue());
            if (release.isEmpty() || !outcome(learnt).equals("approved")) {
                return told(loop, outcome(learnt), release, message(learnt), List.of());
            }
            JsonNode rolled = loop.rollOut(release.get());
            boolean live = rolled.path("state").asText().equals("live");
            return told(
                    loop,
                    rolled.path("state").asText(),
                    release,
                    live ? message(learnt) : rolled.path("reason").asText(),
                    live ? ChangedQuery.most(before, queries.ask(client)) : List.of());
        } catch (ProblemException | GatewayUnreachableException e) {
            return new LoopOutcome(
                    "failed",
                    Optional.empty(),
                    "unknown",
                    String.valueOf(e.getMessage()),
                    Optional.empty(),
                    List.of(),
                    loop.seconds());
        } finally {
            progress.finish();
        }
    }

    private LoopOutcome told(
            LoopFollower loop, String kind, Optional<String> release, String message, List<ChangedQuery> changed)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        Optional<HeldOutFigures> figures = release.isPresent() ? loop.figures(release.get()) : Optional.empty();
        return new LoopOutcome(kind, release, serving(), message, figures, changed, loop.seconds());
    }

    private HeldOutQueries queries() throws IOException, CatalogException {
        try (Catalog opened = Catalog.open(catalog, CatalogOptions.DEFAULTS)) {
            return HeldOutQueries.of(opened);
        }
    }

    private String serving() throws ProblemException, GatewayUnreachableException, InterruptedException {
        for (JsonNode release : client.releases().path("releases")) {
            if (release.path("state").asText().equals("live")) {
                return release.path("id").asText();
            }
        }
        return "none";
    }

    private static String outcome(JsonNode round) {
        return round.path("outcome").asText();
    }

    private static String message(JsonNode round) {
        return round.path("message").asText();
    }
}
