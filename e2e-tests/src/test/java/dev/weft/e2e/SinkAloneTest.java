package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.TenantId;
import dev.weft.embeddedkafka.EmbeddedKafka;
import dev.weft.vectorstore.Filter;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink by itself on somebody else's topic, as a process, as its README shows it. */
class SinkAloneTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Appears with the first attempt that fails. */
    private static final String RETRIES = "sink_retries_total";

    @TempDir
    private Path folder = Path.of("");

    private EmbeddedKafka broker;

    /** The README's topic and group are the same in all tests, so each has a broker of its own. */
    @BeforeEach
    void startBroker() throws Exception {
        broker = EmbeddedKafka.at(folder);
        broker.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(SinkAlone.topic(), 2, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void shouldIndexWhatTheReadmeSendsAndTellAllThatTheDocumentationLists() throws Exception {
        // given
        SinkAlone sink = SinkAlone.start(broker.bootstrapServers());
        try (sink) {
            Gateway http = sink.http();
            awaitReady(sink);

            // when
            send(SinkAlone.recordKey(), bytes(SinkAlone.recordValue()));
            send("broken", bytes("{\"embedding\": \"none\"}"));

            // then
            Awaitility.await("both records are done")
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(metrics(http))
                            .contains("time_to_searchable_seconds_count 1", "sink_upsert_seconds_count 1")
                            .contains("sink_batch_size_sum 1.0", "sink_stale_dropped_total 0.0", "sink_paused 0.0")
                            .contains("dead_letters_total{reason=\"invalid_vector\",stage=\"read\"} 1.0")
                            .contains("sink_consumer_lag_records{topic=\"" + SinkAlone.topic() + "\"} 0.0"));
            String metrics = metrics(http);
            assertThat(documentedMeters()).hasSizeGreaterThan(10);
            assertThat(documentedMeters())
                    .contains(RETRIES)
                    .filteredOn(name -> !name.equals(RETRIES))
                    .allSatisfy(name -> assertThat(metrics).contains("\n" + name));
            assertThat(check(http).path("data").path("store-store").asText()).contains("lucene");
            assertThat(http.get("/q/health/live").status()).isEqualTo(200);
        }
        try (VectorStore store = VectorStores.open("lucene:" + sink.index())) {
            assertThat(store.search("products", List.of(likeTheReadmes())).getFirst())
                    .extracting(Hit::key)
                    .extracting(Object::toString)
                    .containsExactly("default/" + SinkAlone.recordKey());
        }
    }

    @Test
    void shouldSayWhyNothingBecomesSearchableWhenItsIndexIsLost() throws Exception {
        // given
        try (SinkAlone sink = SinkAlone.start(broker.bootstrapServers())) {
            awaitReady(sink);
            send("before", bytes(SinkAlone.recordValue()));
            Awaitility.await("the first record is durable")
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(metrics(sink.http()))
                            .contains("time_to_searchable_seconds_count 1")
                            .contains("sink_consumer_lag_records{topic=\"" + SinkAlone.topic() + "\"} 0.0"));

            // when
            remove(sink.index());
            send("after", bytes(SinkAlone.recordValue()));

            // then
            Awaitility.await("it is not ready")
                    .atMost(LIMIT)
                    .until(() -> check(sink.http()).path("status").asText().equals("DOWN"));
            JsonNode why = check(sink.http()).path("data");
            assertThat(why.path("waits-for").asText()).isEqualTo("unavailable");
            assertThat(why.path("reason").asText()).contains("could not");
            assertThat(Instant.parse(why.path("since").asText())).isBefore(Instant.now());
            assertThat(metrics(sink.http())).containsPattern(RETRIES + "\\{code=\"\\w+\",kind=\"unavailable\"} [1-9]");
            assertThat(sink.http().get("/q/health/live").status()).isEqualTo(200);
        }
    }

    private void send(String key, byte[] value) throws Exception {
        Topic.send(broker.bootstrapServers(), SinkAlone.topic(), key, value);
    }

    private static void remove(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    private static void awaitReady(SinkAlone sink) {
        Awaitility.await("readiness; see " + sink.log())
                .atMost(LIMIT)
                .failFast(() -> !sink.isRunning())
                .until(() -> check(sink.http()).path("status").asText().equals("UP"));
    }

    private static VectorQuery likeTheReadmes() throws IOException {
        JsonNode vector = Gateway.JSON.readTree(SinkAlone.recordValue()).path("embedding");
        float[] values = new float[vector.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = vector.get(i).floatValue();
        }
        return new VectorQuery(
                new TenantId("default"),
                Embedding.normalized(values),
                10,
                Set.of(Modality.TEXT),
                new Filter.All(),
                Optional.empty());
    }

    /** The sink's part of readiness; a missing node while it does not answer. */
    private static JsonNode check(Gateway http) throws InterruptedException {
        try {
            return StreamSupport.stream(
                            http.get("/q/health/ready").body().path("checks").spliterator(), false)
                    .filter(check -> check.path("name").asText().equals("sink"))
                    .findFirst()
                    .orElse(Gateway.JSON.missingNode());
        } catch (IOException notYet) {
            return Gateway.JSON.missingNode();
        }
    }

    private static String metrics(Gateway http) throws IOException, InterruptedException {
        return http.get("/q/metrics").body().asText();
    }

    /** The names in the table of meters. */
    private static List<String> documentedMeters() throws IOException {
        String page = Files.readString(Project.docs().resolve("sink.md"));
        String table = page.substring(page.indexOf("## Meters"), page.indexOf("Readiness (`/q/health/ready`)"));
        return Pattern.compile("`([a-z_]+)(?:\\{[a-z,]+})?`(?=[,` |])")
                .matcher(table)
                .results()
                .map(name -> name.group(1))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
