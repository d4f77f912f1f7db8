package dev.weft.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The demo catalog through {@code ./weft import}: first picture read until the last one is searchable. */
final class CatalogImport {

    private CatalogImport() {}

    static double itemsPerSecond(Path root, URI url, int expected) throws IOException, InterruptedException {
        List<String> command = List.of(
                root.resolve("weft").toString(),
                "import",
                root.resolve("infra/samples/emoji.zip").toString(),
                "--url",
                url.toString(),
                "--json");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        JsonNode summary = new ObjectMapper().readTree(out.lines().reduce("", (first, last) -> last));
        if (exit != 0 || summary.path("searchable").asInt() != expected) {
            throw new IOException("import ended with " + exit + ": " + summary);
        }
        return expected / summary.get("seconds").asDouble();
    }
}
