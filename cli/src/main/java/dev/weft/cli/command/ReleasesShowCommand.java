package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.Terminal;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows a release: its state, figures and files.")
final class ReleasesShowCommand implements Callable<Integer> {

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "RELEASE", description = "Such as catalog@2.")
    private String id = "";

    @Override
    public Integer call() throws Exception {
        Terminal terminal = gateway.terminal();
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            JsonNode release = client.release(id);
            if (gateway.json()) {
                terminal.out().println(release);
                return ExitCodes.OK;
            }
            for (String field : new String[] {"id", "parent", "state", "since", "by", "reason", "forced", "bundle"}) {
                if (release.path(field).isTextual()) {
                    line(terminal, field, Terminal.printable(release.path(field).asText()));
                }
            }
            for (Map.Entry<String, JsonNode> metric : release.path("metrics").properties()) {
                line(
                        terminal,
                        Terminal.printable(metric.getKey()),
                        String.format(Locale.ROOT, "%.2f", metric.getValue().asDouble()));
            }
            for (Map.Entry<String, JsonNode> file : release.path("files").properties()) {
                line(
                        terminal,
                        Terminal.printable(file.getKey()),
                        client.gateway() + Terminal.printable(file.getValue().asText()));
            }
            return ExitCodes.OK;
        }
    }

    private static void line(Terminal terminal, String name, String value) {
        terminal.out().println(String.format(Locale.ROOT, "%-40s %s", name, value));
    }
}
