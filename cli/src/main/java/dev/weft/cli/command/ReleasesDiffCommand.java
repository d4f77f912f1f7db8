package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.Table;
import dev.weft.cli.terminal.Terminal;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description =
                "Compares the figures of two releases. Figures of different evaluation sets can't be compared: look at sets.version.")
final class ReleasesDiffCommand implements Callable<Integer> {

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Parameters(index = "0", paramLabel = "BEFORE", description = "Such as catalog@1.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "AFTER", description = "Such as catalog@2.")
    private String after = "";

    @Override
    public Integer call() throws Exception {
        Terminal terminal = gateway.terminal();
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            JsonNode older = client.release(before).path("metrics");
            JsonNode newer = client.release(after).path("metrics");
            NavigableSet<String> names = new TreeSet<>();
            older.fieldNames().forEachRemaining(names::add);
            newer.fieldNames().forEachRemaining(names::add);
            Table table = new Table("figure", before, after, "difference");
            for (String name : names) {
                table.add(
                        Terminal.printable(name),
                        value(older, name),
                        value(newer, name),
                        difference(older, newer, name));
            }
            table.print(terminal);
            return ExitCodes.OK;
        }
    }

    private static String value(JsonNode metrics, String name) {
        return metrics.has(name)
                ? String.format(Locale.ROOT, "%.2f", metrics.path(name).asDouble())
                : "-";
    }

    private static String difference(JsonNode older, JsonNode newer, String name) {
        return older.has(name) && newer.has(name)
                ? String.format(
                        Locale.ROOT,
                        "%+.2f",
                        newer.path(name).asDouble() - older.path(name).asDouble())
                : "-";
    }
}
