package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.DeadLetterTable;
import dev.weft.cli.terminal.Style;
import dev.weft.cli.terminal.Terminal;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows all of a dead letter; --json has its bytes in full. Exits with 3 if there is none.")
final class DlqShowCommand implements Callable<Integer> {

    private static final int HEX_PER_LINE = 32;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "ID", description = "The dead letter's id, as the list gives it: partition-offset.")
    private String id = "";

    @Override
    public Integer call() throws Exception {
        String letter = DlqIds.require(id);
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            JsonNode whole = client.deadLetter(letter);
            if (gateway.json()) {
                gateway.terminal().out().println(whole);
            } else {
                print(whole, gateway.terminal());
            }
            return ExitCodes.OK;
        }
    }

    private static void print(JsonNode whole, Terminal terminal) {
        JsonNode letter = whole.path("deadLetter");
        String what = letter.path("stage").asText() + ": "
                + Terminal.printable(letter.path("reason").asText());
        terminal.out()
                .println(terminal.styled(Style.STRONG, letter.path("id").asText()) + "  "
                        + terminal.styled(Style.BAD, what));
        line(terminal, "message", whole.path("message").asText());
        line(terminal, "error", whole.path("errorClass").asText());
        line(terminal, "failed at", letter.path("failedAt").asText());
        line(terminal, "key", letter.path("key").asText());
        line(terminal, "origin", DeadLetterTable.origin(letter.path("origin")));
        line(terminal, "written at", letter.path("origin").path("timestamp").asText());
        line(terminal, "release", letter.path("release").asText("-"));
        line(terminal, "attempt", letter.path("attempt").asText());
        line(terminal, "replayed", replayed(letter.path("replayed")));
        whole.path("headers")
                .properties()
                .forEach(header -> line(
                        terminal,
                        "header",
                        header.getKey() + " = "
                                + header.getValue()
                                        .path("text")
                                        .asText(header.getValue().path("hex").asText())));
        line(terminal, "event", whole.path("event").asText());
        line(terminal, "value", whole.path("value").path("length").asText() + " bytes");
        String hex = whole.path("value").path("hex").asText();
        for (int i = 0; i < hex.length(); i += HEX_PER_LINE) {
            line(terminal, "", hex.substring(i, Math.min(hex.length(), i + HEX_PER_LINE)));
        }
    }

    private static String replayed(JsonNode replayed) {
        return replayed.isObject()
                ? replayed.path("at").asText() + " by " + replayed.path("by").asText() + ", to "
                        + DeadLetterTable.origin(replayed)
                : "no";
    }

    private static void line(Terminal terminal, String name, String text) {
        terminal.out().println(String.format(Locale.ROOT, "  %-11s ", name) + Terminal.printable(text));
    }
}
