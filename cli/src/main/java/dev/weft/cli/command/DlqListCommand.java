package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.DeadLetterTable;
import dev.weft.cli.terminal.Style;
import dev.weft.cli.terminal.Terminal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists records that could not be processed, newest first.")
final class DlqListCommand implements Callable<Integer> {

    private static final int MAX_PAGE = 1_000;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private DlqFilter filter = new DlqFilter();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "How many. Default: 100.")
    private int limit;

    @Override
    public Integer call() throws Exception {
        if (limit < 1) {
            throw new UsageException("--limit must be at least 1, got " + limit);
        }
        Map<String, String> query = new LinkedHashMap<>(filter.fields(Instant.now()));
        DeadLetterTable table = new DeadLetterTable();
        int shown = 0;
        boolean more;
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            do {
                query.put("limit", Integer.toString(Math.min(MAX_PAGE, limit - shown)));
                JsonNode page = client.deadLetters(query);
                for (JsonNode letter : page.path("deadLetters")) {
                    show(letter, table);
                    shown++;
                }
                more = page.path("next").isTextual();
                query.put("after", page.path("next").asText());
            } while (more && shown < limit);
        }
        if (!gateway.json()) {
            finish(table, shown, more);
        }
        return ExitCodes.OK;
    }

    private void show(JsonNode letter, DeadLetterTable table) {
        if (gateway.json()) {
            gateway.terminal().out().println(letter);
        } else {
            table.add(letter);
        }
    }

    private void finish(DeadLetterTable table, int shown, boolean more) {
        Terminal terminal = gateway.terminal();
        if (shown == 0) {
            terminal.out().println("No dead letters.");
            return;
        }
        table.print(terminal);
        terminal.out().println(terminal.styled(Style.FAINT, shown + (more ? ", and there may be more" : " in all")));
    }
}
