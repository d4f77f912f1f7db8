package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.LoopFollower;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.GateTable;
import dev.weft.cli.terminal.LoopProgress;
import dev.weft.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "train",
        description =
                "Mines hard negatives, learns new heads and has the gate judge them. Exits with 0 if a release was approved, with 1 if not. Ends when the gate has decided; the rollout goes on.")
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "asked for", description = "Why; for people.")
    private String reason = "";

    @Option(names = "--no-mining", description = "Learn from what was mined before.")
    private boolean noMining;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = gateway.terminal();
        LoopProgress progress = new LoopProgress(terminal);
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            LoopFollower loop = new LoopFollower(client, progress);
            Optional<JsonNode> mined = noMining ? Optional.empty() : Optional.of(loop.mine(reason, Asker.name()));
            if (mined.filter(round -> outcome(round).equals("failed")).isPresent()) {
                return told(terminal, mined.get(), "mining");
            }
            JsonNode round = loop.learn(reason, Asker.name());
            if (mined.isPresent() && round instanceof ObjectNode fields) {
                fields.set("mining", mined.get());
            }
            if (round.has("release") && !gateway.json()) {
                loop.figures(round.path("release").asText()).ifPresent(figures -> GateTable.print(figures, terminal));
            }
            return told(terminal, round, round.path("release").asText("no release"));
        } finally {
            progress.finish();
        }
    }

    private int told(Terminal terminal, JsonNode round, String subject) {
        terminal.out()
                .println(
                        gateway.json()
                                ? round.toString()
                                : subject + ": " + outcome(round) + ". "
                                        + Terminal.printable(
                                                round.path("message").asText()));
        return outcome(round).equals("approved") ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static String outcome(JsonNode round) {
        return round.path("outcome").asText();
    }
}
