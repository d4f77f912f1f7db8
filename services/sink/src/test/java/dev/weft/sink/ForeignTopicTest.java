package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.DeadLetter;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.TenantId;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.testkit.TopicReader;
import dev.weft.vectorstore.Filter;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The application as the README tells to run it alone: with Kafka, a store, and somebody else's topic. */
@QuarkusTest
@QuarkusTestResource(value = ForeignKafka.class, restrictToAnnotatedClass = true)
class ForeignTopicTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOPIC = Readme.topic();

    @TestHTTPResource("/")
    URI application = URI.create("http://replaced.invalid/");

    @Test
    void shouldFindWhatTheReadmeSendsAndMakeADeadLetterOfWhatCannotBeMapped() throws Exception {
        // given a topic that is not there yet
        KafkaSettings kafka = kafka();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get("q/health/ready").body())
                        .contains("\"DOWN\"", "topic " + TOPIC + " must exist", "\"waits-for\"", "\"since\""));
        int aliveMeanwhile = get("q/health/live").statusCode();
        create(kafka);
        await().atMost(PATIENCE).until(() -> get("q/health/ready").statusCode() == 200);

        // when
        try (Producer<String, byte[]> producer = Producers.idempotent(kafka, "test")) {
            send(producer, Readme.recordKey(), Readme.recordValue());
            send(producer, "broken", "{\"embedding\": [0.1, \"x\", 0.3]}");
            send(producer, "other-dimension", "{\"embedding\": [0.1, 0.2]}");
            send(producer, "hat-1", "{\"embedding\": [0.9, 0.1, 0.1], \"meta\": {\"brand\": \"acme\", \"price\": 5}}");
            send(producer, "gone-1", "{\"embedding\": [0.1, 0.9, 0.4]}");
            send(producer, "gone-1", null);
        }

        // then
        try (VectorStore store = VectorStores.open(ForeignKafka.STORE)) {
            await().atMost(PATIENCE)
                    .until(() -> store.resolve("products").isPresent()
                            && store.scan("products", Optional.empty(), 10).size() == 3
                            && store.count("products") == 2);
            List<Hit> hits =
                    store.search("products", List.of(nearest(0.1f, 0.9f, 0.4f))).getFirst();
            assertThat(hits).extracting(hit -> hit.key().toString()).containsExactly("default/shoe-1", "default/hat-1");
            assertThat(store.search("products", List.of(cheaperThan(10))).getFirst())
                    .extracting(hit -> hit.key().id().value())
                    .containsExactly("hat-1");
        }
        assertThat(aliveMeanwhile).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> deadLetters(kafka).size() == 2);
        assertThat(deadLetters(kafka))
                .extracting(DeadLetter::reason)
                .containsExactlyInAnyOrder("invalid_vector", "wrong_dimension");
        assertThat(deadLetters(kafka))
                .allMatch(letter -> letter.origin().topic().equals(TOPIC));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(get("q/metrics").body())
                        .contains("sink_consumer_lag_records{topic=\"products\"} 0.0"));
        assertThat(get("q/metrics").body())
                .contains("sink_paused 0", "sink_batch_fill_ratio")
                .contains("sink_in_flight_records", "sink_in_flight_bytes", "time_to_searchable_seconds_count");
        assertThat(topics(kafka))
                .doesNotContain(kafka.topics().media(), kafka.topics().status());
    }

    private static VectorQuery query(Filter filter, float... vector) {
        return new VectorQuery(
                new TenantId("default"),
                Embedding.normalized(vector),
                10,
                Set.of(Modality.TEXT),
                filter,
                Optional.empty());
    }

    private static VectorQuery nearest(float... vector) {
        return query(new Filter.All(), vector);
    }

    private static VectorQuery cheaperThan(double price) {
        return query(
                new Filter.Range("price", Optional.empty(), Optional.of(new Filter.Bound(price, false))),
                0.1f,
                0.9f,
                0.4f);
    }

    private static KafkaSettings kafka() {
        Config config = ConfigProvider.getConfig();
        return KafkaSettings.from(key -> config.getOptionalValue(key, String.class), config.getPropertyNames());
    }

    private static void create(KafkaSettings kafka) throws Exception {
        try (Admin admin = Admin.create(kafka.clientProperties("test"))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
        }
    }

    private static Set<String> topics(KafkaSettings kafka) throws Exception {
        try (Admin admin = Admin.create(kafka.clientProperties("test"))) {
            return admin.listTopics().names().get();
        }
    }

    private static void send(Producer<String, byte[]> producer, String key, @Nullable String value) throws Exception {
        producer.send(new ProducerRecord<>(TOPIC, key, value == null ? null : value.getBytes(StandardCharsets.UTF_8)))
                .get();
    }

    private static List<DeadLetter> deadLetters(KafkaSettings kafka) {
        EventCodecs codecs = EventCodecs.open(kafka);
        return TopicReader.readCommitted(kafka, kafka.topics().deadLetters()).stream()
                .map(record -> SinkRig.decode(codecs.deadLetters(), record.value()))
                .toList();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(application.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
