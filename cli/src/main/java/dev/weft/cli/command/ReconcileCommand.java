package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Polling;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.ReconcileReport;
import dev.weft.cli.terminal.Terminal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "reconcile",
        description =
                "Compares the vector store with the log beside a sink at work. Exits with 1 if something is wrong and not repaired.")
final class ReconcileCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @ArgGroup(multiplicity = "1")
    private Mode mode = new Mode();

    /** One of the two must be said: nobody repairs by accident. */
    static final class Mode {
        @Option(names = "--verify", required = true, description = "Tell what is wrong and change nothing.")
        private boolean verify;

        @Option(names = "--repair", required = true, description = "Tell what is wrong, repair it and look again.")
        private boolean repair;
    }

    @Option(
            names = "--release",
            paramLabel = "RELEASE",
            description = "An indexed release such as catalog@2; the live one by default.")
    @Nullable
    private String release;

    @Override
    public Integer call() throws Exception {
        Terminal terminal = gateway.terminal();
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            JsonNode started = client.startReconciliation(
                    mode.repair && !mode.verify ? "repair" : "verify", Optional.ofNullable(release));
            JsonNode run = Polling.follow(
                    started,
                    state -> !state.path("state").asText().equals("running"),
                    LOOK_EVERY,
                    () -> client.reconciliation(started.path("id").asText()),
                    state -> showProgress(terminal, state.path("progress")));
            endProgress(terminal);
            if (gateway.json()) {
                terminal.out().println(run);
            } else {
                ReconcileReport.print(run, terminal);
            }
            boolean clean = run.path("state").asText().equals("done")
                    && run.path("report").path("result").asText().equals("clean");
            return clean ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    private static void showProgress(Terminal terminal, JsonNode progress) {
        if (terminal.errIsTerminal()) {
            String line = String.format(
                    Locale.ROOT,
                    "%s: %,d of the log's %,d records, %,d items of the store, %,d differences",
                    progress.path("phase").asText().replace('_', ' '),
                    progress.path("logRecords").asLong(),
                    progress.path("logOffsets").asLong(),
                    progress.path("storeItems").asLong(),
                    progress.path("findings").asLong());
            terminal.err().print("\r" + Terminal.clipped(line, terminal.columns() - 1) + "\u001b[K");
        }
    }

    private static void endProgress(Terminal terminal) {
        if (terminal.errIsTerminal()) {
            terminal.err().print("\r\u001b[K");
        }
    }
}
