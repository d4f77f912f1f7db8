package dev.weft.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.testkit.TestObjects;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The application: wiring, health, metrics. */
@QuarkusTest
@QuarkusTestResource(EmbedderKafka.class)
class EmbedderServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TestHTTPResource("/")
    URI application = URI.create("http://replaced.invalid/");

    @Test
    void shouldBecomeReadyAndCountWhatItEmbeds() throws Exception {
        // given
        await().atMost(PATIENCE).until(() -> get("q/health/ready").statusCode() == 200);
        Config config = ConfigProvider.getConfig();
        KafkaSettings kafka =
                KafkaSettings.from(key -> config.getOptionalValue(key, String.class), config.getPropertyNames());
        byte[] upload = EventCodecs.open(kafka)
                .media()
                .encode(TestObjects.uploaded(TestObjects.captioned("apple", 1, "an apple")));

        // when
        try (Producer<String, byte[]> producer = Producers.idempotent(kafka, "test")) {
            producer.send(new ProducerRecord<>(kafka.topics().media(), "default/apple", upload))
                    .get();
        }

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("q/metrics").body())
                        .contains("embed_batch_size_count 1", "embed_inference_seconds_count{modality=\"text\"} 1")
                        .contains("embed_queue_seconds_count", "embed_saved_inferences_total")
                        .contains("embed_batch_fill_ratio_count{modality=\"text\"} 1")
                        .contains("embed_tower_wait_seconds_count{modality=\"text\"} 1")
                        .contains("embed_cache_misses_total{modality=\"text\"} 1")
                        .contains("embed_busy_seconds_total{modality=\"text\"}")
                        .contains("embed_starved_seconds_total{modality=\"image\"}")
                        .contains("embed_abandoned_runs_total{modality=\"text\"} 0")
                        .contains("embed_execution_provider{provider=\"cpu\"} 1"));
        assertThat(get("q/health/ready").body()).contains("\"embedder\"");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(application.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
