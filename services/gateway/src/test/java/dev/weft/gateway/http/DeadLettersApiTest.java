package dev.weft.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.DeadLetter;
import dev.weft.core.MediaEvent;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.gateway.Pipeline;
import dev.weft.gateway.Platform;
import dev.weft.testkit.TestObjects;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Platform.class)
class DeadLettersApiTest {

    private static final Instant FAILED_AT = Instant.parse("2026-11-25T10:00:00Z");

    @BeforeEach
    void waitUntilReady() {
        Gateway.awaitReady();
    }

    @Test
    void shouldListWhatIsAskedForNewestFirstWhenPaged() throws Exception {
        // given
        String reason = Gateway.newId("reason");
        for (int i = 0; i < 5; i++) {
            bury("default/page-" + i, new byte[] {1}, reason, FAILED_AT.plusSeconds(i));
        }

        // when
        JsonPath first = list("reason=" + reason + "&stage=fetch&release=catalog@1&limit=3");
        JsonPath second = list("reason=" + reason + "&limit=3&after=" + first.getString("next"));

        // then
        assertThat(first.getList("deadLetters.key", String.class))
                .containsExactly("default/page-4", "default/page-3", "default/page-2");
        assertThat(second.getList("deadLetters.key", String.class)).containsExactly("default/page-1", "default/page-0");
        assertThat(first.getMap("deadLetters[0]"))
                .containsEntry("failedAt", "2026-11-25T10:00:04.000Z")
                .containsEntry("stage", "fetch")
                .containsEntry("attempt", 1)
                .containsEntry("replayed", null);
        assertThat(list("reason=" + reason + "&since=2026-11-25T10:00:04Z").getList("deadLetters"))
                .hasSize(1);
        assertThat(list("reason=" + reason + "&stage=index").getList("deadLetters"))
                .isEmpty();
    }

    @Test
    void shouldShowTheBytesAndWhatTheySayWhenAskedForOne() throws Exception {
        // given
        byte[] value = media("shown", 7);
        String id = bury("default/shown", value, "whole", FAILED_AT);

        // when
        JsonPath shown = Gateway.request().get("/v1/dead-letters/" + id).jsonPath();

        // then
        assertThat(shown.getString("deadLetter.id")).isEqualTo(id);
        assertThat(shown.getString("key.text")).isEqualTo("default/shown");
        assertThat(Base64.getDecoder().decode(shown.getString("value.base64"))).isEqualTo(value);
        assertThat(shown.getString("value.hex")).startsWith("0000000001");
        assertThat(shown.getString("headers.traceparent.hex")).isEqualTo("0102");
        assertThat(shown.getString("event")).contains("default/shown", "version=7");
    }

    @Test
    void shouldHideWhatIsNotTheTenantsWhenItAsks() throws Exception {
        // given
        String reason = Gateway.newId("reason");
        String theirs = bury("other/a", media("a", 1), reason, FAILED_AT);
        String nobodys = bury("no tenant", new byte[] {1}, reason, FAILED_AT);

        // then
        assertThat(list("reason=" + reason).getList("deadLetters")).isEmpty();
        for (String id : List.of(theirs, nobodys, "0-999999")) {
            Response refused = Gateway.request().get("/v1/dead-letters/" + id);
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.<String>path("reason")).isEqualTo("unknown_dead_letter");
            assertThat(replay("{\"ids\": [\"" + id + "\"]}").jsonPath().getString("letters[0].result"))
                    .isEqualTo("unknown");
        }
    }

    @Test
    void shouldReplayOnceWhenAskedTwice() throws Exception {
        // given (a record that is the newest of its key)
        String reason = Gateway.newId("reason");
        String item = Gateway.newId("replayed");
        String id = bury("default/" + item, media(item, 1), reason, FAILED_AT);
        String filter = "\"filter\": {\"reason\": \"" + reason + "\"}, \"by\": \"maria\"";

        // when
        JsonPath dry = replay("{" + filter + ", \"dryRun\": true}").jsonPath();
        JsonPath first = replay("{" + filter + "}").jsonPath();
        JsonPath second = replay("{" + filter + "}").jsonPath();
        JsonPath again = replay("{\"ids\": [\"" + id + "\"], \"again\": true}").jsonPath();

        // then
        assertThat(dry.getInt("counts.replayable")).isEqualTo(1);
        assertThat(dry.getString("letters[0].id")).isEqualTo(id);
        assertThat(first.getInt("counts.replayed")).isEqualTo(1);
        assertThat(second.getInt("counts.replayed")).isZero();
        assertThat(second.getInt("counts.alreadyReplayed")).isEqualTo(1);
        assertThat(second.getString("letters[0].replayed.by")).isEqualTo("maria");
        assertThat(again.getInt("counts.replayed")).isEqualTo(1);
        Map<String, Object> mark = list("reason=" + reason).getMap("deadLetters[0].replayed");
        assertThat(mark).containsEntry("attempt", 2).containsEntry("by", "anonymous");
    }

    @Test
    void shouldNotCoverTheNewerVersionWhenAnItemHasOne() throws Exception {
        // given (the table must see the newer version, not the replayed one)
        String item = Gateway.newId("superseded");
        RecordMetadata origin = write("media", "default/" + item, media(item, 1));
        Gateway.putJson(item, "{\"caption\": \"newer\"}").then().statusCode(202);
        String id = bury("default/" + item, media(item, 1), "old", FAILED_AT, origin);

        // when
        JsonPath outcome = replay("{\"ids\": [\"" + id + "\"]}").jsonPath();

        // then
        assertThat(outcome.getString("letters[0].result")).isEqualTo("superseded");
        assertThat(Gateway.request().get("/v1/media/" + item).<String>path("caption"))
                .isEqualTo("newer");
    }

    @Test
    void shouldSayWhatIsWrongWhenTheRequestIs() {
        for (String query : List.of(
                "stage=nowhere",
                "release=catalog",
                "since=yesterday",
                "since=%2B1000000000-12-31T23:59:59Z",
                "limit=0",
                "limit=1001",
                "limit=x",
                "after=1-",
                "color=red",
                "stage=read&stage=read")) {
            Response refused = Gateway.request().get("/v1/dead-letters?" + query);
            assertThat(refused.statusCode()).as(query).isEqualTo(400);
            assertThat(refused.contentType()).isEqualTo("application/problem+json");
            assertThat(refused.<String>path("reason")).isEqualTo("malformed_request");
        }
        for (String body : List.of(
                "{}",
                "{\"ids\": [\"0-1\"], \"filter\": {}}",
                "{\"ids\": []}",
                "{\"ids\": [\"0-1\"], \"limit\": 3}",
                "{\"filter\": []}",
                "{\"filter\": {\"colour\": \"red\"}}",
                "{\"filter\": {}, \"limit\": \"3\"}",
                "{\"filter\": {}, \"dryRun\": \"yes\"}",
                "{\"filter\": {}, \"by\": \"\"}",
                "{\"filter\": {}, \"force\": true}")) {
            Response refused = replay(body);
            assertThat(refused.statusCode()).as(body).isEqualTo(400);
            assertThat(refused.<String>path("reason")).isEqualTo("malformed_request");
        }
        assertThat(Gateway.request().get("/v1/dead-letters/1%2F2").statusCode()).isIn(400, 404);
        assertThat(Gateway.request().get("/v1/dead-letters/x").<String>path("reason"))
                .isEqualTo("invalid_id");
        assertThat(replay("{\"ids\": [\"x\"]}").<String>path("reason")).isEqualTo("invalid_id");
    }

    private static JsonPath list(String query) {
        return Gateway.request().get("/v1/dead-letters?" + query).jsonPath();
    }

    private static Response replay(String json) {
        return Gateway.request().contentType("application/json").body(json).post("/v1/dead-letters:replay");
    }

    private static byte[] media(String id, long version) {
        MediaEvent event = TestObjects.uploaded(TestObjects.captioned(id, version, "replayed"));
        return EventCodecs.open(Pipeline.kafka()).media().encode(event);
    }

    private static String bury(String key, byte[] value, String reason, Instant failedAt) throws Exception {
        return bury(key, value, reason, failedAt, write("media", key, value));
    }

    /** @return the dead letter's id */
    private static String bury(String key, byte[] value, String reason, Instant failedAt, RecordMetadata origin)
            throws Exception {
        DeadLetter letter = new DeadLetter(
                Stage.FETCH,
                reason,
                "Missing",
                "there is no such object",
                new DeadLetter.Origin(origin.topic(), origin.partition(), origin.offset(), FAILED_AT),
                Optional.of(new ReleaseId("catalog", 1)),
                1,
                failedAt,
                key.getBytes(StandardCharsets.UTF_8),
                value,
                Map.of("traceparent", new byte[] {1, 2}));
        RecordMetadata written = write(
                "dlq", key, EventCodecs.open(Pipeline.kafka()).deadLetters().encode(letter));
        return written.partition() + "-" + written.offset();
    }

    private static RecordMetadata write(String topic, String key, byte[] value) throws Exception {
        KafkaSettings kafka = Pipeline.kafka();
        try (Producer<String, byte[]> producer = Producers.idempotent(kafka, "test")) {
            return producer.send(new ProducerRecord<>(kafka.topicPrefix() + topic, key, value))
                    .get();
        }
    }
}
