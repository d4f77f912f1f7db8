package dev.weft.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.inference.ReleaseHeads;
import dev.weft.vectorstore.VectorStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Searches all the time from several threads, and checks every answer against vectors that it computes itself. */
final class Searches implements AutoCloseable {

    /** Vectors travel in half precision at worst. */
    private static final double TOLERANCE = 2e-3;

    private final URI gateway;
    private final VectorStore store;
    private final Map<ReleaseId, ReleaseHeads> heads;
    private final List<String> queries;
    private final Map<ReleaseId, Map<String, Embedding>> expectedQueries = new HashMap<>();
    private final Map<ReleaseId, Map<String, Embedding>> expectedItems = new HashMap<>();
    private final Map<ReleaseId, AtomicLong> answers = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    Searches(URI gateway, VectorStore store, Map<ReleaseId, ReleaseHeads> heads, List<String> queries) {
        this.gateway = gateway;
        this.store = store;
        this.heads = heads;
        this.queries = queries;
    }

    /** Computes what every release must say of each query; what it says of an item is read when that is first found. */
    void expect() {
        heads.forEach((release, ofRelease) -> {
            Map<String, Embedding> vectors = new HashMap<>();
            for (String query : queries) {
                List<Embedding> features = ofRelease
                        .model()
                        .features(Modality.TEXT, List.of(ofRelease.model().prepare(query)));
                vectors.put(query, ofRelease.project(Modality.TEXT, features).getFirst());
            }
            expectedQueries.put(release, vectors);
            expectedItems.put(release, new ConcurrentHashMap<>());
            answers.put(release, new AtomicLong());
        });
    }

    void start(int count) {
        for (int i = 0; i < count; i++) {
            int first = i;
            threads.add(Thread.ofPlatform().name("searches-" + i).start(() -> run(first)));
        }
    }

    private void run(int first) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = first; !stopped; i++) {
                search(http, queries.get(i % queries.size()));
            }
        } catch (IOException | RuntimeException e) {
            failures.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void search(HttpClient http, String query) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                post(http, gateway, "{\"k\": 10, \"modalities\": [\"text\"], \"text\": \"" + query + "\"}");
        if (answer.statusCode() != 200) {
            failures.add(answer.statusCode() + ": " + answer.body());
            return;
        }
        JsonNode result = new ObjectMapper().readTree(answer.body());
        ReleaseId release = ReleaseId.parse(result.path("release").asText());
        if (result.path("hits").size() != 10) {
            failures.add("not ten hits: " + answer.body());
        }
        for (JsonNode hit : result.path("hits")) {
            check(query, release, hit);
        }
        of(answers, release).incrementAndGet();
    }

    private void check(String query, ReleaseId release, JsonNode hit) {
        String id = hit.path("id").asText();
        double expected = of(of(expectedQueries, release), query).cosine(item(release, id));
        double score = hit.path("score").asDouble();
        if (!hit.path("release").asText().equals(release.toString()) || Math.abs(score - expected) > TOLERANCE) {
            failures.add("in an answer of " + release + ", with a score of " + expected + " by its heads: " + hit);
        }
    }

    private Embedding item(ReleaseId release, String id) {
        return of(expectedItems, release).computeIfAbsent(id, _ -> {
            MediaKey key = MediaKey.of("default", id);
            return Objects.requireNonNull(
                            store.get(release.collection(), List.of(key)).get(key))
                    .rows()
                    .getFirst()
                    .vector();
        });
    }

    private static <K, V> V of(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key), () -> "nothing for " + key);
    }

    static HttpResponse<String> post(HttpClient http, URI gateway, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(gateway.resolve("v1/search"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** How many answers were of this release. */
    long answers(ReleaseId release) {
        return of(answers, release).get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
