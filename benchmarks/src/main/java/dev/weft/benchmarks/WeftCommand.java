package dev.weft.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command of {@code ./weft}, as a user would give it, whose answer is JSON. */
public final class WeftCommand {

    private WeftCommand() {}

    /**
     * @param exit code of the process
     * @param json on the last line of its output
     */
    public record Result(int exit, JsonNode json) {}

    /** Blocks until it has ended. */
    public static Result run(Path root, URI url, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("weft").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--url", url.toString(), "--json"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        return new Result(exit, new ObjectMapper().readTree(out.lines().reduce("", (first, last) -> last)));
    }
}
