package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
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
@QuarkusTestResource(value = SinkKafka.class, restrictToAnnotatedClass = true)
class SinkServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TestHTTPResource("/")
    URI application = URI.create("http://replaced.invalid/");

    @Test
    void shouldBecomeReadyAndCountWhatItIndexes() throws Exception {
        // given
        await().atMost(PATIENCE).until(() -> get("q/health/ready").statusCode() == 200);
        Config config = ConfigProvider.getConfig();
        KafkaSettings kafka =
                KafkaSettings.from(key -> config.getOptionalValue(key, String.class), config.getPropertyNames());
        byte[] vectors = EventCodecs.open(kafka)
                .embeddings()
                .encode(TestObjects.embedded("apple", 1, new UnitVectors(8, 1).next()));

        // when
        try (Producer<String, byte[]> producer = Producers.idempotent(kafka, "test")) {
            producer.send(new ProducerRecord<>(kafka.topics().embeddings(), "default/apple", vectors))
                    .get();
        }

        // then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("q/metrics").body())
                        .contains("sink_batch_size_count 1", "time_to_searchable_seconds_count 1")
                        .contains("sink_upsert_seconds_count", "sink_stale_dropped_total"));
        assertThat(get("q/health/ready").body()).contains("\"sink\"");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(application.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
