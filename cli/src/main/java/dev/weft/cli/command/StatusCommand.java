package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.Style;
import dev.weft.cli.terminal.Terminal;
import dev.weft.core.MediaId;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description =
                "Shows an item: its state, and how long each stage took. Exits with 1 if it has failed, 3 if there is none.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "ID", description = "The item's id.")
    private String id = "";

    @Override
    public Integer call() throws Exception {
        MediaId mediaId = MediaIds.parse(id);
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            JsonNode item = client.media(mediaId);
            if (gateway.json()) {
                gateway.terminal().out().println(item);
            } else {
                print(item, gateway.terminal());
            }
            return item.path("state").asText().equals("failed") ? ExitCodes.FAILED : ExitCodes.OK;
        }
    }

    private static void print(JsonNode item, Terminal terminal) {
        String state = item.path("state").asText();
        Style style = state.equals("failed") ? Style.BAD : state.equals("searchable") ? Style.GOOD : Style.ACCENT;
        terminal.out()
                .println(
                        terminal.styled(Style.STRONG, item.path("id").asText()) + "  " + terminal.styled(style, state));
        line(terminal, "caption", item.path("caption"));
        line(terminal, "family", item.path("family"));
        line(terminal, "attributes", item.path("attributes"));
        line(terminal, "version", item.path("version"));
        line(terminal, "release", item.path("release"));
        for (JsonNode part : item.path("parts")) {
            terminal.out()
                    .println("  part        " + part.path("name").asText() + " "
                            + part.path("contentType").asText("")
                            + (part.has("sizeBytes")
                                    ? " " + part.path("sizeBytes").asLong() + " bytes"
                                    : ""));
        }
        for (JsonNode stage : item.path("stages")) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "  %-11s %s  +%d ms%n",
                            stage.path("stage").asText(),
                            stage.path("at").asText(),
                            stage.path("millis").asLong());
        }
        JsonNode failure = item.path("failure");
        if (failure.isObject()) {
            terminal.out()
                    .println("  failure     " + failure.path("stage").asText() + ": "
                            + failure.path("reason").asText() + ": "
                            + Terminal.printable(failure.path("message").asText()));
        }
    }

    private static void line(Terminal terminal, String name, JsonNode value) {
        if (!value.isMissingNode() && !value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
            String text = value.isValueNode() ? value.asText() : value.toString();
            terminal.out()
                    .println(String.format(Locale.ROOT, "  %-11s ", name)
                            + Terminal.clipped(text, Math.max(20, terminal.columns() - 14)));
        }
    }
}
