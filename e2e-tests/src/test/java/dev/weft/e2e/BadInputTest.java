package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.e2e.BadInputTable.Line;
import dev.weft.e2e.Gateway.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every line of docs/bad-input.md: a typed refusal or a dead letter in time, neighbours unharmed, nothing left unprocessed. */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    /** Offsets are acknowledged only when the index is durable, which is made so now and then. */
    private static final Duration LAG_LIMIT = Duration.ofSeconds(10);

    private static final String DEAD_LETTERS = "weft.dlq";
    private static final String MEDIA = "weft.media";

    private Standalone standalone;
    private Gateway gateway;
    private ForeignReader reader;
    private BadInputs requests;
    private BadRecords records;
    private KafkaConsumer<byte[], byte[]> letters;
    private int neighbours;

    @BeforeAll
    void start() throws Exception {
        standalone = Standalone.start(Standalone.newDataFolder());
        gateway = standalone.gateway();
        reader = new ForeignReader(gateway);
        requests = new BadInputs(gateway);
        letters = Topic.tail(standalone.kafka(), DEAD_LETTERS);
        gateway.putAndAwait("good", TestPictures.unique(), "a good one");
        records = new BadRecords(Topic.readAll(standalone.kafka(), MEDIA).getFirst(), reader);
    }

    /** A record that is never done keeps the lag, whenever it is looked at: once is enough. */
    @AfterAll
    void stop() throws Exception {
        try {
            assertNothingIsLeftUnprocessed();
        } finally {
            letters.close();
            standalone.close();
        }
    }

    private void assertNothingIsLeftUnprocessed() throws Exception {
        for (String group : Topic.groups(standalone.kafka())) {
            Awaitility.await("lag of " + group)
                    .atMost(LAG_LIMIT)
                    .untilAsserted(() ->
                            assertThat(Topic.lag(standalone.kafka(), group)).isZero());
        }
    }

    @Test
    void shouldHaveACaseForEveryLineAndALineForEveryCase() throws IOException {
        // when
        List<String> lines = BadInputTable.read().stream().map(Line::name).toList();

        // then
        Set<String> cases = new HashSet<>(requests.names());
        cases.addAll(records.names());
        assertThat(lines).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(cases);
    }

    static Stream<Line> requestLines() throws IOException {
        return BadInputTable.read().stream()
                .filter(line -> Character.isDigit(line.answer().charAt(0)));
    }

    @ParameterizedTest
    @MethodSource("requestLines")
    void shouldBeAnsweredWithTheStatedReasonWhenARequestIsBad(Line line) throws Exception {
        // given
        Topic.readRest(letters);

        // when
        long begun = System.nanoTime();
        Answer answer = requests.send(line.name());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        // then
        assertThat(answer.status()).as(answer.toString()).isEqualTo(Integer.parseInt(line.answer()));
        assertThat(answer.reason()).as(answer.toString()).isEqualTo(line.reason());
        if (answer.status() >= 400) {
            assertThat(answer.body().path("detail").asText()).isNotBlank();
            assertThat(answer.body().path("status").asInt()).isEqualTo(answer.status());
        } else {
            gateway.awaitSearchable(
                    answer.body().path("id").asText(),
                    answer.body().path("version").asLong());
        }
        assertThat(took).isLessThan(LIMIT);
        assertNeighbourUnharmed();
        assertThat(Topic.readRest(letters)).as("dead letters").isEmpty();
    }

    static Stream<Line> recordLines() throws IOException {
        return BadInputTable.read().stream()
                .filter(line -> !Character.isDigit(line.answer().charAt(0)));
    }

    @ParameterizedTest
    @MethodSource("recordLines")
    void shouldBecomeOneDeadLetterWhenARecordIsBad(Line line) throws Exception {
        // given
        Topic.readRest(letters);
        byte[] value = records.value(line.name());

        // when
        long begun = System.nanoTime();
        Topic.send(standalone.kafka(), MEDIA, BadRecords.key(line.name()), value);
        List<ConsumerRecord<byte[], byte[]>> arrived = new ArrayList<>();
        while (arrived.isEmpty() && System.nanoTime() - begun < LIMIT.toNanos()) {
            letters.poll(Duration.ofMillis(50)).forEach(arrived::add);
        }

        // then
        assertThat(arrived).as("dead letters within " + LIMIT).hasSize(1);
        GenericRecord letter = reader.read(arrived.getFirst().value());
        assertThat(letter.get("stage").toString()).isEqualToIgnoringCase(line.answer());
        assertThat(letter.get("reason")).hasToString(line.reason());
        assertThat(letter.get("message").toString()).isNotBlank();
        assertThat(((GenericRecord) letter.get("origin")).get("topic")).hasToString(MEDIA);
        assertThat(bytes(letter.get("value"))).isEqualTo(value);
        assertThat(bytes(letter.get("key")))
                .isEqualTo(BadRecords.key(line.name()).getBytes(StandardCharsets.UTF_8));
        assertNeighbourUnharmed();
        letters.poll(Duration.ofMillis(200)).forEach(arrived::add);
        assertThat(arrived).as("one dead letter, not more").hasSize(1);
    }

    @Test
    void shouldSayWhatFailedWhenTheObjectOfAnItemIsMissing() throws Exception {
        // given
        String key = BadRecords.key("missing object");

        // when
        Topic.send(standalone.kafka(), MEDIA, key, records.value("missing object"));

        // then
        String id = key.substring(key.indexOf('/') + 1);
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(gateway.media(id).path("state").asText()).isEqualTo("failed");
            assertThat(gateway.media(id).path("failure").path("reason").asText())
                    .isEqualTo("object_not_found");
        });
    }

    @Test
    void shouldAnswerLineByLineWhenABatchHasBadLines() throws Exception {
        // given
        String batch = """
                {"id": "line-1", "caption": "a good line"}
                {"id": "line-2", "caption":
                {"id": "../line-3", "caption": "climbs"}
                {"id": "line-4", "caption": "another good line"}
                """;

        // when
        Answer answer =
                gateway.send("POST", "/v1/media:batch", "application/x-ndjson", batch.getBytes(StandardCharsets.UTF_8));

        // then
        List<String> outcomes =
                answer.body().asText().lines().map(BadInputTest::outcome).toList();
        assertThat(outcomes).containsExactly("202 ", "400 malformed_json", "400 invalid_id", "202 ");
        gateway.awaitSearchable("line-1", 1);
        gateway.awaitSearchable("line-4", 1);
    }

    private static String outcome(String line) {
        try {
            var json = Gateway.JSON.readTree(line);
            return json.path("status").asText() + " " + json.path("reason").asText();
        } catch (IOException e) {
            throw new AssertionError("not a line of JSON: " + line, e);
        }
    }

    private void assertNeighbourUnharmed() throws Exception {
        gateway.putAndAwait("neighbour-" + ++neighbours, TestPictures.unique(), "a good neighbour");
    }

    private static byte[] bytes(Object buffer) {
        var duplicate = ((java.nio.ByteBuffer) buffer).duplicate();
        byte[] copy = new byte[duplicate.remaining()];
        duplicate.get(copy);
        return copy;
    }
}
