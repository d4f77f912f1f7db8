package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "train",
        description =
                "Learns new heads and has the gate judge them. Exits with 0 if a release was approved, with 1 if not. Ends when the gate has decided; the rollout goes on.")
final class TrainCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "asked for", description = "Why; for people.")
    private String reason = "";

    @Override
    public Integer call() throws Exception {
        Terminal terminal = gateway.terminal();
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            String id = client.startRound(reason, Asker.name()).path("id").asText();
            JsonNode round = client.round(id);
            while (!round.path("phase").asText().equals("ended")) {
                show(terminal, round);
                Thread.sleep(LOOK_EVERY);
                round = client.round(id);
            }
            if (terminal.errIsTerminal()) {
                terminal.err().print("\r\u001b[K");
            }
            terminal.out()
                    .println(
                            gateway.json()
                                    ? round.toString()
                                    : round.path("release").asText("no release") + ": "
                                            + round.path("outcome").asText() + ". "
                                            + Terminal.printable(
                                                    round.path("message").asText()));
            return round.path("outcome").asText().equals("approved") ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    private static void show(Terminal terminal, JsonNode round) {
        if (terminal.errIsTerminal()) {
            String line = round.path("phase").asText().equals("learning")
                    ? String.format(
                            Locale.ROOT,
                            "learning: seed %d of %d, step %d of %d, loss %.3f",
                            round.path("seed").asInt(),
                            round.path("seeds").asInt(),
                            round.path("step").asInt(),
                            round.path("steps").asInt(),
                            round.path("loss").asDouble())
                    : round.path("phase").asText();
            terminal.err().print("\r" + Terminal.clipped(line, terminal.columns() - 1) + "\u001b[K");
        }
    }
}
