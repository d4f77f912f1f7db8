package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.ExchangeClient;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Polling;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.FigureTable;
import dev.weft.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "eval",
        description =
                "Measures a release on the sets that the gate judges by: held-out families, newest, unseen, guard. Decides nothing.")
final class EvalCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Parameters(paramLabel = "RELEASE", arity = "0..1", description = "Such as catalog@2. Without it: the live one.")
    @Nullable
    private String release;

    @Option(names = "--against", paramLabel = "RELEASE", description = "Compare with this release.")
    @Nullable
    private String against;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = gateway.terminal();
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            ExchangeClient exchange = new ExchangeClient(client);
            JsonNode started = exchange.startEvaluation(Optional.ofNullable(release), Optional.ofNullable(against));
            JsonNode evaluation = Polling.follow(
                    started,
                    state -> state.path("phase").asText().equals("ended"),
                    LOOK_EVERY,
                    () -> exchange.evaluation(started.path("id").asText()),
                    state -> {});
            boolean measured = evaluation.path("outcome").asText().equals("measured");
            if (gateway.json()) {
                terminal.out().println(evaluation);
            } else if (measured) {
                FigureTable.of(evaluation).print(terminal);
            } else {
                terminal.err()
                        .println("weft: "
                                + Terminal.printable(evaluation.path("message").asText()));
            }
            return measured ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }
}
