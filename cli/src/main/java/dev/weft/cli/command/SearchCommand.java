package dev.weft.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.HitTable;
import dev.weft.cli.terminal.Style;
import dev.weft.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "search",
        description = "Finds items by words, by a picture, or like another item.",
        footer = {
            "",
            "Examples:",
            "  weft search \"a red shoe\"",
            "  weft search --image photo.jpg -k 5",
            "  weft search --like noto-1f34e --filter '{\"eq\": [\"vendor\", \"noto\"]}'",
            ""
        })
final class SearchCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @ArgGroup(multiplicity = "1")
    private Wanted wanted = new Wanted();

    @Option(names = "-k", paramLabel = "N", defaultValue = "10", description = "How many hits, 1 to 1000. Default: 10.")
    private int k;

    @Option(
            names = "--in",
            split = ",",
            paramLabel = "MODALITY",
            description = "Which parts of the items to search: image, text. Default: all.")
    private List<String> modalities = List.of();

    @Option(
            names = "--filter",
            paramLabel = "JSON",
            description = "Only items that fit, e.g. {\"eq\": [\"colour\", \"red\"]}.")
    private @Nullable String filter;

    /** Exactly one of them. */
    static final class Wanted {

        @Parameters(arity = "1..*", paramLabel = "WORDS", description = "What to look for.")
        private List<String> words = List.of();

        @Option(names = "--image", paramLabel = "FILE", description = "Find what looks like this picture.")
        private @Nullable Path image;

        @Option(names = "--like", paramLabel = "ID", description = "Find what is like this item.")
        private @Nullable String like;
    }

    @Override
    public Integer call() throws Exception {
        ObjectNode query = query();
        try (GatewayClient client = gateway.client(Retry.NEVER)) {
            JsonNode answer = client.search(query);
            print(answer);
            return ExitCodes.OK;
        }
    }

    private void print(JsonNode answer) {
        Terminal terminal = gateway.terminal();
        if (gateway.json()) {
            terminal.out().println(answer);
            return;
        }
        if (answer.path("hits").isEmpty()) {
            terminal.out().println("Nothing found.");
            return;
        }
        HitTable.print(answer, terminal);
        String summary = String.format(
                Locale.ROOT,
                "%d hits in %.0f ms, release %s",
                answer.path("hits").size(),
                answer.path("tookMillis").asDouble(),
                answer.path("release").asText());
        terminal.out().println(terminal.styled(Style.FAINT, summary));
    }

    private ObjectNode query() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode query = mapper.createObjectNode();
        if (wanted.image != null) {
            query.put("image", dataUri(wanted.image));
        } else if (wanted.like != null) {
            query.put("mediaId", wanted.like);
        } else {
            query.put("text", String.join(" ", wanted.words));
        }
        query.put("k", k);
        if (!modalities.isEmpty()) {
            modalities.forEach(query.putArray("modalities")::add);
        }
        if (filter != null) {
            try {
                query.set("filter", mapper.readTree(filter));
            } catch (JsonProcessingException e) {
                throw usage("--filter must be JSON: " + e.getOriginalMessage());
            }
        }
        return query;
    }

    /** The type is a guess by nobody: the gateway looks at the bytes. */
    private String dataUri(Path image) {
        try {
            return "data:application/octet-stream;base64,"
                    + Base64.getEncoder().encodeToString(Files.readAllBytes(image));
        } catch (IOException e) {
            throw usage("--image must be a readable file, got '" + image + "'");
        }
    }

    private ParameterException usage(String message) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the command");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
