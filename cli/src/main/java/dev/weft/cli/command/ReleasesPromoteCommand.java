package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "promote",
        description =
                "Brings a release live. An approved one goes live by itself; one that the gate rejected needs --force and a reason.")
final class ReleasesPromoteCommand implements Callable<Integer> {

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "RELEASE", description = "Such as catalog@2.")
    private String id = "";

    @Option(names = "--force", description = "Against the gate. Needs --reason, which is kept with the release.")
    private boolean force;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
    @Nullable
    private String reason;

    @Override
    public Integer call() throws Exception {
        if (force == (reason == null)) {
            throw new UsageException("--force and --reason go together");
        }
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            JsonNode release = client.promote(id, Optional.ofNullable(reason), Asker.name());
            gateway.terminal()
                    .out()
                    .println(
                            gateway.json()
                                    ? release.toString()
                                    : release.path("id").asText() + " is "
                                            + release.path("state").asText() + "; see weft releases list");
            return ExitCodes.OK;
        }
    }
}
