package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rollback",
        description = "Goes back from the live release to the one before, which is kept up to date.")
final class ReleasesRollbackCommand implements Callable<Integer> {

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept with the release.")
    private String reason = "";

    @Override
    public Integer call() throws Exception {
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            JsonNode release = client.rollback(reason, Asker.name());
            gateway.terminal()
                    .out()
                    .println(
                            gateway.json()
                                    ? release.toString()
                                    : release.path("id").asText() + " is given up; searches go back to the one before");
            return ExitCodes.OK;
        }
    }
}
