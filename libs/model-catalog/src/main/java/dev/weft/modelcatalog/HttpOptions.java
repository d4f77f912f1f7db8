package dev.weft.modelcatalog;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How files are downloaded.
 *
 * @param hub where repositories of the Hugging Face hub lie: the hub itself or a mirror of it
 * @param connectTimeout until a server takes the connection
 * @param stallTimeout until the head of an answer, and between two pieces of its body
 * @param tries of one file from one server, when it breaks off or is overloaded, at least 1
 * @param pause before the second try; doubled before each further one
 */
public record HttpOptions(URI hub, Duration connectTimeout, Duration stallTimeout, int tries, Duration pause) {

    private static final String HUB = "https://huggingface.co";

    public HttpOptions {
        if (tries < 1) {
            throw new IllegalArgumentException("tries must be positive, got " + tries);
        }
        hub = new ModelSource.Mirror(hub).base();
    }

    /**
     * Patient enough for a slow line: connecting 10 s, silence 30 s, five tries.
     *
     * @param environment for {@code HF_ENDPOINT}, the hub's own variable for a mirror of it
     */
    public static HttpOptions defaults(Map<String, String> environment) {
        String hub = environment.getOrDefault("HF_ENDPOINT", "");
        return new HttpOptions(
                URI.create(hub.isBlank() ? HUB : hub),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                5,
                Duration.ofSeconds(1));
    }
}
