package dev.weft.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.Table;
import dev.weft.cli.terminal.Terminal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description =
                "Processes dead letters again: those with the ids, or those that fit the filter, or --all. What was replayed before is "
                        + "skipped. Exits with 1 if one was refused, 3 if there is none with one of the ids.")
final class DlqReplayCommand implements Callable<Integer> {

    /** Small enough for each answer to come in time. */
    private static final int PAGE = 100;

    private final ObjectMapper mapper = new ObjectMapper();

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private DlqFilter filter = new DlqFilter();

    @Parameters(arity = "0..*", paramLabel = "ID", description = "The dead letters' ids, as the list gives them.")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "All there are.")
    private boolean all;

    @Option(names = "--limit", paramLabel = "N", description = "The newest N that fit. Default: all that fit.")
    private int limit = Integer.MAX_VALUE;

    @Option(names = "--again", description = "Also what was replayed before.")
    private boolean again;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        ObjectNode request = request();
        ObjectNode summary = mapper.createObjectNode().put("dryRun", dryRun);
        ObjectNode counts = summary.putObject("counts");
        ArrayNode letters = summary.putArray("letters");
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            boolean more;
            do {
                if (ids.isEmpty()) {
                    request.put("limit", Math.min(PAGE, limit - letters.size()));
                }
                JsonNode answer = client.replay(request);
                answer.path("counts")
                        .properties()
                        .forEach(count -> counts.put(
                                count.getKey(),
                                counts.path(count.getKey()).asLong()
                                        + count.getValue().asLong()));
                answer.path("letters").forEach(letters::add);
                more = answer.path("next").isTextual();
                request.put("after", answer.path("next").asText());
            } while (more && letters.size() < limit);
        }
        print(summary);
        return exitCode(counts);
    }

    private ObjectNode request() throws UsageException {
        Map<String, String> wanted = filter.fields(Instant.now());
        int ways = (ids.isEmpty() ? 0 : 1) + (wanted.isEmpty() ? 0 : 1) + (all ? 1 : 0);
        if (ways != 1) {
            throw new UsageException("say what to replay: ids, or a filter such as --stage, or --all");
        }
        if (limit < 1) {
            throw new UsageException("--limit must be at least 1, got " + limit);
        }
        ObjectNode request = mapper.createObjectNode()
                .put("again", again)
                .put("dryRun", dryRun)
                .put("by", Asker.name());
        if (ids.isEmpty()) {
            ObjectNode fields = request.putObject("filter");
            wanted.forEach(fields::put);
        } else {
            ArrayNode named = request.putArray("ids");
            for (String id : ids) {
                named.add(DlqIds.require(id));
            }
        }
        return request;
    }

    private void print(ObjectNode summary) {
        Terminal terminal = gateway.terminal();
        if (gateway.json()) {
            terminal.out().println(summary);
            return;
        }
        if (summary.path("letters").isEmpty()) {
            terminal.out().println("No dead letters.");
            return;
        }
        Table table = new Table("id", "result", "detail");
        for (JsonNode letter : summary.path("letters")) {
            table.add(
                    letter.path("id").asText(),
                    letter.path("result").asText(),
                    letter.path("detail").asText());
        }
        table.print(terminal);
        terminal.out()
                .println(summary.path("counts").properties().stream()
                        .filter(count -> count.getValue().asLong() > 0)
                        .map(count -> count.getValue().asLong() + " " + words(count.getKey()))
                        .collect(Collectors.joining(", ")));
    }

    private static String words(String name) {
        return name.equals("alreadyReplayed") ? "already replayed" : name;
    }

    private static int exitCode(JsonNode counts) {
        if (counts.path("refused").asLong() > 0) {
            return ExitCodes.FAILED;
        }
        return counts.path("unknown").asLong() > 0 ? ExitCodes.NOT_FOUND : ExitCodes.OK;
    }
}
