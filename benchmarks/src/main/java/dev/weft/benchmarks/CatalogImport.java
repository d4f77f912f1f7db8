package dev.weft.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The demo catalog through {@code ./weft import}: first picture read until the last one is searchable. */
public final class CatalogImport {

    private CatalogImport() {}

    /** @throws IOException if not all of it is searchable in the end */
    public static double itemsPerSecond(Path root, URI url, int expected) throws IOException, InterruptedException {
        WeftCommand.Result result = WeftCommand.run(
                root, url, "import", root.resolve("infra/samples/emoji.zip").toString());
        if (result.exit() != 0 || result.json().path("searchable").asInt() != expected) {
            throw new IOException("import ended with " + result);
        }
        return expected / result.json().get("seconds").asDouble();
    }
}
