package dev.weft.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.client.HeldOutFigures;
import dev.weft.cli.client.HeldOutFigures.Recall;
import dev.weft.cli.terminal.GateTable;
import dev.weft.cli.terminal.Style;
import dev.weft.cli.terminal.Terminal;
import dev.weft.standalone.HeldOutQueries.Answer;
import dev.weft.standalone.HeldOutQueries.Hit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What has come of a round, in words and as JSON. */
final class LoopReport {

    private static final int SHOWN_HITS = 3;

    private LoopReport() {}

    static void print(LoopOutcome outcome, Terminal terminal) {
        double all = outcome.seconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        String release = outcome.release().orElse("no release");
        boolean live = outcome.kind().equals("live");
        terminal.out().println();
        terminal.out()
                .println(terminal.styled(
                                live ? Style.GOOD : Style.BAD,
                                Terminal.printable(
                                        release + ": " + outcome.kind().replace('_', ' ')))
                        + terminal.styled(Style.FAINT, String.format(Locale.ROOT, "  after %.0f s", all)));
        terminal.out().println(Terminal.printable(outcome.message()));
        if (!live) {
            terminal.out().println(Terminal.printable(outcome.serving() + " went on answering all the time."));
        }
        outcome.figures().ifPresent(figures -> {
            terminal.out().println();
            GateTable.print(figures, terminal);
        });
        outcome.changed().forEach(change -> print(change, terminal));
    }

    private static void print(ChangedQuery change, Terminal terminal) {
        terminal.out().println();
        terminal.out()
                .println(terminal.styled(Style.FAINT, "search ")
                        + terminal.styled(
                                Style.STRONG,
                                "\""
                                        + Terminal.printable(
                                                change.before().query().caption())
                                        + "\"")
                        + terminal.styled(
                                Style.FAINT,
                                "  its picture was " + place(change.before()) + " and is " + place(change.after())));
        line(terminal, "before", change.before());
        line(terminal, "after", change.after());
    }

    private static void line(Terminal terminal, String when, Answer answer) {
        String hits = answer.hits().stream().limit(SHOWN_HITS).map(Hit::caption).collect(Collectors.joining(" · "));
        terminal.out()
                .println(terminal.styled(Style.FAINT, String.format(Locale.ROOT, "  %-7s", when))
                        + Terminal.clipped(hits, Math.max(20, terminal.columns() - 10)));
    }

    private static String place(Answer answer) {
        return answer.rank().map(rank -> "number " + rank).orElse("not among " + HeldOutQueries.DEPTH);
    }

    /** As docs/cli.md has it. */
    static ObjectNode json(LoopOutcome outcome) {
        ObjectNode round = new ObjectMapper().createObjectNode().put("outcome", outcome.kind());
        outcome.release().ifPresent(release -> round.put("release", release));
        round.put("serving", outcome.serving()).put("message", outcome.message());
        outcome.figures().ifPresent(figures -> round.set("heldOut", heldOut(figures)));
        ArrayNode changed = round.putArray("changed");
        outcome.changed().forEach(change -> changed.add(json(change)));
        ObjectNode seconds = round.putObject("seconds");
        outcome.seconds().forEach((phase, took) -> seconds.put(phase, rounded(took)));
        return round;
    }

    private static ObjectNode heldOut(HeldOutFigures figures) {
        ObjectNode node = new ObjectMapper()
                .createObjectNode()
                .put("queries", figures.queries())
                .put("families", figures.families())
                .put("pool", figures.pool());
        for (Recall recall : figures.recalls()) {
            node.withObject("/" + recall.direction())
                    .putObject("R@" + recall.at())
                    .put("before", rounded(recall.before()))
                    .put("after", rounded(recall.after()))
                    .put("change", rounded(recall.change()))
                    .put("low", rounded(recall.low()))
                    .put("high", rounded(recall.high()))
                    .put("confidence", recall.confidence());
        }
        return node;
    }

    private static ObjectNode json(ChangedQuery change) {
        ObjectNode node = new ObjectMapper()
                .createObjectNode()
                .put("query", change.before().query().caption())
                .put("family", change.before().query().family());
        node.set("before", json(change.before()));
        node.set("after", json(change.after()));
        return node;
    }

    private static ObjectNode json(Answer answer) {
        ObjectNode node = new ObjectMapper().createObjectNode().put("release", answer.release());
        Optional<Integer> rank = answer.rank();
        if (rank.isPresent()) {
            node.put("rank", rank.get());
        } else {
            node.putNull("rank");
        }
        ArrayNode hits = node.putArray("hits");
        answer.hits().stream()
                .limit(SHOWN_HITS)
                .forEach(hit -> hits.addObject()
                        .put("id", hit.id())
                        .put("caption", hit.caption())
                        .put("score", hit.score()));
        return node;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
