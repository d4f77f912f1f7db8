package dev.weft.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** The HTTP API as any client sees it. */
final class Gateway {

    static final ObjectMapper JSON = new ObjectMapper();

    /** How long an upload may take until it is searchable on a busy machine; far above what is measured. */
    private static final Duration SEARCHABLE_LIMIT = Duration.ofMinutes(1);

    private static final long LARGE_BYTES = 1024 * 1024;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;

    Gateway(URI base) {
        this.base = base;
    }

    /** A status and the JSON that came with it; a missing node where there was none. */
    record Answer(int status, JsonNode body) {
        String reason() {
            return body.path("reason").asText();
        }
    }

    /** A found item. */
    record Hit(String id, double score, long version, String modality) {
        private static Hit of(JsonNode hit) {
            return new Hit(
                    hit.path("id").asText(),
                    hit.path("score").asDouble(),
                    hit.path("version").asLong(),
                    hit.path("modality").asText());
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    byte[] bytes(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(base.resolve(path)).build(), BodyHandlers.ofByteArray())
                .body();
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).DELETE());
    }

    Answer send(String method, String path, String contentType, byte[] body) throws IOException, InterruptedException {
        return send(method, path, contentType, BodyPublishers.ofByteArray(body));
    }

    Answer send(String method, String path, String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        // Like curl: something large is announced first, so that a refusal comes before the bytes have gone out.
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", contentType)
                .expectContinue(body.contentLength() > LARGE_BYTES)
                .method(method, body));
    }

    Answer send(String method, String path, JsonNode body) throws IOException, InterruptedException {
        return send(method, path, "application/json", JSON.writeValueAsBytes(body));
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        String type = response.headers().firstValue("Content-Type").orElse("");
        JsonNode body = type.contains("json") && !type.contains("ndjson")
                ? JSON.readTree(response.body())
                : JSON.getNodeFactory().textNode(response.body());
        return new Answer(response.statusCode(), body);
    }

    /** Stores or replaces an item. */
    Answer put(String id, byte[] picture, String caption) throws IOException, InterruptedException {
        return send("PUT", "/v1/media/" + id, item(picture, caption));
    }

    static ObjectNode item(byte[] picture, String caption) {
        ObjectNode item = JSON.createObjectNode();
        if (picture.length > 0) {
            item.put("uri", dataUri(picture));
        }
        if (!caption.isEmpty()) {
            item.put("caption", caption);
        }
        return item;
    }

    static String dataUri(byte[] bytes) {
        return "data:application/octet-stream;base64," + Base64.getEncoder().encodeToString(bytes);
    }

    /** Stores or replaces an item and waits until its new version is searchable. */
    long putAndAwait(String id, byte[] picture, String caption) throws IOException, InterruptedException {
        Answer accepted = put(id, picture, caption);
        if (accepted.status() != 202) {
            throw new AssertionError("upload of " + id + " was refused: " + accepted);
        }
        return awaitSearchable(id, accepted.body().path("version").asLong());
    }

    long awaitSearchable(String id, long version) {
        Awaitility.await(id + " is searchable")
                .atMost(SEARCHABLE_LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(15))
                .until(() -> {
                    JsonNode item = media(id);
                    return item.path("version").asLong() >= version
                            && item.path("state").asText().equals("searchable");
                });
        return version;
    }

    JsonNode media(String id) throws IOException, InterruptedException {
        return get("/v1/media/" + id).body();
    }

    JsonNode stats() throws IOException, InterruptedException {
        return get("/v1/stats").body();
    }

    List<Hit> byWords(String text, int k, String... modalities) throws IOException, InterruptedException {
        return search(JSON.createObjectNode().put("text", text), k, modalities);
    }

    List<Hit> byPicture(byte[] picture, int k, String... modalities) throws IOException, InterruptedException {
        return search(JSON.createObjectNode().put("image", dataUri(picture)), k, modalities);
    }

    List<Hit> like(String id, int k, String... modalities) throws IOException, InterruptedException {
        return search(JSON.createObjectNode().put("mediaId", id), k, modalities);
    }

    List<Hit> search(ObjectNode query, int k, String... modalities) throws IOException, InterruptedException {
        query.put("k", k);
        if (modalities.length > 0) {
            List.of(modalities).forEach(query.putArray("modalities")::add);
        }
        Answer answer = send("POST", "/v1/search", query);
        if (answer.status() != 200) {
            throw new AssertionError("search was refused: " + answer);
        }
        return StreamSupport.stream(answer.body().path("hits").spliterator(), false)
                .map(Hit::of)
                .toList();
    }

    static Optional<Hit> find(List<Hit> hits, String id) {
        return hits.stream().filter(hit -> hit.id().equals(id)).findFirst();
    }
}
