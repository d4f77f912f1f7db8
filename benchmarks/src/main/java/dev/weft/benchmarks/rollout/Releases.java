package dev.weft.benchmarks.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.benchmarks.WeftCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The releases of a gateway, as a user brings, promotes and takes them back. */
final class Releases {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Path root;
    private final URI url;
    private final HttpClient http;

    /** @param root of the project, whose {@code ./weft} is used */
    Releases(Path root, URI url, HttpClient http) {
        this.root = root;
        this.url = url;
        this.http = http;
    }

    /**
     * Brings a release that the gate rejects, and waits until it has.
     *
     * @return its id
     */
    String bring(Path folder) throws IOException, InterruptedException {
        JsonNode judged = WeftCommand.run(root, url, "releases", "import", folder.toString())
                .json();
        if (!judged.path("state").asText().equals("rejected")) {
            throw new IOException("the gate must reject " + folder + ", got " + judged);
        }
        return judged.path("id").asText();
    }

    void promote(String id) throws IOException, InterruptedException {
        post("/v1/releases/" + id + ":promote");
    }

    /** Takes the live release back. */
    void rollBack() throws IOException, InterruptedException {
        post("/v1/releases:rollback");
    }

    private void post(String path) throws IOException, InterruptedException {
        answer(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\": \"a measurement\", \"by\": \"bench\"}"))
                .build());
    }

    /** Blocks until a release is in a state. */
    void await(String id, String state) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        JsonNode release = show(id);
        while (!release.path("state").asText().equals(state)) {
            if (System.nanoTime() > until) {
                throw new IOException(id + " did not become " + state + ": " + release);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
            release = show(id);
        }
    }

    private JsonNode show(String id) throws IOException, InterruptedException {
        return answer(
                HttpRequest.newBuilder(URI.create(url + "/v1/releases/" + id)).build());
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        JsonNode body = JSON.readTree(response.body());
        if (response.statusCode() != 200) {
            throw new IOException(request.uri() + " answered " + response.statusCode() + ": " + body);
        }
        return body;
    }
}
