package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.ExchangeClient;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Polling;
import dev.weft.cli.client.Retry;
import dev.weft.cli.imports.ReleaseFolder;
import dev.weft.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Brings heads that were trained elsewhere as a candidate, and waits until the gate has judged it. Exits with 0 if it was approved, with 1 if not.")
final class ReleasesImportCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Set<String> REFUSED = Set.of("rejected", "rolled_back");

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "DIR", description = "With a release.json and the ONNX files that it names.")
    private Path folder = Path.of("");

    @Option(names = "--no-wait", description = "End when the candidate is there, before the gate has judged it.")
    private boolean noWait;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = gateway.terminal();
        ReleaseFolder brought = ReleaseFolder.read(folder);
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            JsonNode candidate = new ExchangeClient(client).bring(brought.description(), brought.heads(), Asker.name());
            String id = candidate.path("id").asText();
            if (!noWait) {
                terminal.err().println(Terminal.printable(id) + " waits for the gate; Ctrl-C leaves it to it");
            }
            JsonNode release = Polling.follow(
                    candidate,
                    state -> noWait || !state.path("state").asText().equals("candidate"),
                    LOOK_EVERY,
                    () -> client.release(id),
                    state -> {});
            terminal.out()
                    .println(
                            gateway.json()
                                    ? release.toString()
                                    : Terminal.printable(id) + " is "
                                            + release.path("state").asText() + ". "
                                            + Terminal.printable(
                                                    release.path("reason").asText()));
            return REFUSED.contains(release.path("state").asText()) ? ExitCodes.FAILED : ExitCodes.OK;
        }
    }
}
