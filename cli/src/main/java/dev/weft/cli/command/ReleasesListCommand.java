package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.ReleaseTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the releases of the space, newest first.")
final class ReleasesListCommand implements Callable<Integer> {

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Override
    public Integer call() throws Exception {
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            JsonNode releases = client.releases();
            if (gateway.json()) {
                gateway.terminal().out().println(releases);
                return ExitCodes.OK;
            }
            ReleaseTable table = new ReleaseTable();
            releases.path("releases").forEach(table::add);
            table.print(gateway.terminal());
            return ExitCodes.OK;
        }
    }
}
