package dev.weft.miner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The application: wiring, health, metrics. */
@QuarkusTest
@QuarkusTestResource(value = MinerKafka.class, restrictToAnnotatedClass = true)
class MinerServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TestHTTPResource("/")
    URI application = URI.create("http://replaced.invalid/");

    @Test
    void shouldBecomeReadyAndShowItsMeters() throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("q/health/ready").body()).contains("\"miner\"", "\"UP\""));

        assertThat(get("q/metrics").body())
                .contains("miner_pairs_total", "miner_batches_total", "miner_lag_records", "miner_hub_share_ratio");
    }

    @Test
    void shouldRunARoundOverHttp() throws Exception {
        // given
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("q/health/ready").body()).contains("\"UP\""));

        // when
        HttpResponse<String> begun = post("{\"reason\": \"a test\", \"by\": \"me\"}");

        // then
        assertThat(begun.statusCode()).isEqualTo(202);
        String address = begun.headers().firstValue("Location").orElseThrow();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get(address).body())
                        .contains("\"phase\":\"ended\"", "\"outcome\":\"nothing_to_mine\"", "\"by\":\"me\""));
        assertThat(get("v1/mining-rounds").body()).contains("\"rounds\":[{");
        assertThat(get("v1/mining-rounds/nothing").statusCode()).isEqualTo(404);
        assertThat(get("v1/mining-rounds/nothing").body()).contains("\"reason\":\"unknown_round\"");
        assertThat(post("{\"by\": \"" + "x".repeat(257) + "\"}").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(application.resolve("v1/mining-rounds"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(application.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
