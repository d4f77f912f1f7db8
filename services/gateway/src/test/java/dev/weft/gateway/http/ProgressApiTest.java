package dev.weft.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.MediaStatus.State;
import dev.weft.gateway.Pipeline;
import dev.weft.gateway.Platform;
import dev.weft.testkit.TestImages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Platform.class)
class ProgressApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pipeline pipeline;

    @TestHTTPResource("/")
    URI server = URI.create("/");

    @Inject
    ProgressApiTest(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @BeforeEach
    void waitUntilReady() {
        Gateway.awaitReady();
    }

    @Test
    void shouldCountAnImportCumulatively() {
        // given
        String id = Gateway.request()
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String one = Gateway.newId("one");
        String two = Gateway.newId("two");
        String lines = Stream.of(one, two, one)
                .map(item -> "{\"id\": \"" + item + "\", \"caption\": \"c\"}\n")
                .reduce("", String::concat);

        // when
        Gateway.request()
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/media:batch?import=" + id);

        // then
        assertThat(counts(id))
                .isEqualTo(Map.of("accepted", 2, "unchanged", 1, "embedded", 0, "searchable", 0, "failed", 0));
        pipeline.tell(pipeline.known(one), State.EMBEDDED);
        pipeline.tell(pipeline.known(one), State.SEARCHABLE);
        pipeline.tell(pipeline.known(two), State.FAILED);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(counts(id))
                        .isEqualTo(Map.of("accepted", 2, "unchanged", 1, "embedded", 1, "searchable", 1, "failed", 1)));
        pipeline.tell(pipeline.known(one), State.SEARCHABLE);
        pipeline.tell(pipeline.known(one), State.EMBEDDED);
        pipeline.send("default/" + one, new byte[] {1, 2, 3});
        String last = Gateway.picture("last", TestImages.png(50), "last");
        pipeline.tell(pipeline.known(last), State.FAILED);
        Gateway.awaitState(last, "failed");
        assertThat(counts(id))
                .isEqualTo(Map.of("accepted", 2, "unchanged", 1, "embedded", 1, "searchable", 1, "failed", 1));
    }

    @Test
    void shouldCountItemsByTheirStateNow() {
        // given
        JsonPath before = Gateway.request().get("/v1/stats").jsonPath();

        // when
        String id = Gateway.picture("counted", TestImages.png(51), "counted");
        Gateway.putJson(id, "{\"caption\": \"counted once\"}").then().statusCode(202);

        // then
        JsonPath accepted = Gateway.request().get("/v1/stats").jsonPath();
        assertThat(accepted.getInt("media.accepted")).isEqualTo(before.getInt("media.accepted") + 1);
        Gateway.request().delete("/v1/media/" + id).then().statusCode(202);
        JsonPath deleted = Gateway.request().get("/v1/stats").jsonPath();
        assertThat(deleted.getInt("media.accepted")).isEqualTo(before.getInt("media.accepted"));
        assertThat(deleted.getInt("media.deleted")).isEqualTo(before.getInt("media.deleted") + 1);
        assertThat(deleted.getString("index.release")).isEqualTo("catalog@1");
        assertThat(deleted.getString("index.collection")).isEqualTo("catalog__r1");
    }

    @Test
    void shouldStreamAnItemUntilItsStateIsFinal() {
        // given
        String id = Gateway.picture("streamed", TestImages.png(52), "streamed");
        CompletableFuture<List<String>> events = events("/v1/media/" + id + "/events");

        // when
        pipeline.index(id);

        // then
        List<String> lines =
                events.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(lines.stream().filter(line -> line.startsWith("event:")))
                .isNotEmpty()
                .allMatch("event:status"::equals);
        List<String> data =
                lines.stream().filter(line -> line.startsWith("data:")).toList();
        assertThat(data.getLast()).contains("\"state\":\"searchable\"", "\"stage\":\"embedded\"");
    }

    @Test
    void shouldStreamTheCountsOfAnImportAndOfAll() throws Exception {
        // given
        String id = Gateway.request()
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        // when
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> progress =
                    client.send(get("/v1/imports/" + id + "/events"), HttpResponse.BodyHandlers.ofLines());
            HttpResponse<Stream<String>> stats =
                    client.send(get("/v1/stats/events"), HttpResponse.BodyHandlers.ofLines());

            // then
            assertThat(progress.body().limit(2)).contains("event:progress");
            assertThat(stats.body().limit(2)).contains("event:stats");
            client.shutdownNow();
        }
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).build();
    }

    private CompletableFuture<List<String>> events(String path) {
        HttpClient client = HttpClient.newHttpClient();
        return client.sendAsync(get(path), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenApply(response -> response.body().lines().toList())
                .whenComplete((lines, failure) -> client.close());
    }

    private static Map<String, Integer> counts(String id) {
        JsonPath view = Gateway.request().get("/v1/imports/" + id).jsonPath();
        return Map.of(
                "accepted", view.getInt("accepted"),
                "unchanged", view.getInt("unchanged"),
                "embedded", view.getInt("embedded"),
                "searchable", view.getInt("searchable"),
                "failed", view.getInt("failed"));
    }
}
