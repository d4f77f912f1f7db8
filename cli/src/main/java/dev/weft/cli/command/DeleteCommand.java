package dev.weft.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.ProblemException;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.Terminal;
import dev.weft.core.MediaId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = "Removes items from every search. Exits with 3 if there is none with one of the ids.")
final class DeleteCommand implements Callable<Integer> {

    private static final int HTTP_NOT_FOUND = 404;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The items' ids.")
    private List<String> ids = List.of();

    @Override
    public Integer call() throws Exception {
        List<MediaId> parsed = new ArrayList<>();
        for (String id : ids) {
            parsed.add(MediaIds.parse(id));
        }
        Terminal terminal = gateway.terminal();
        int exitCode = ExitCodes.OK;
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            for (MediaId id : parsed) {
                boolean deleted = delete(client, id);
                exitCode = deleted ? exitCode : ExitCodes.NOT_FOUND;
                report(terminal, id, deleted);
            }
        }
        return exitCode;
    }

    /** Whether there was such an item. */
    private static boolean delete(GatewayClient client, MediaId id) throws Exception {
        try {
            var _ = client.delete(id);
            return true;
        } catch (ProblemException e) {
            if (e.status() == HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private void report(Terminal terminal, MediaId id, boolean deleted) {
        if (gateway.json()) {
            ObjectNode line =
                    new ObjectMapper().createObjectNode().put("id", id.value()).put("deleted", deleted);
            terminal.out().println(line);
        } else if (deleted) {
            terminal.out().println("deleted " + id);
        } else {
            terminal.err().println("weft: there is no item '" + id + "'");
        }
    }
}
