package dev.weft.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.core.Artifact;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.Sha256;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.FirstRelease;
import dev.weft.inference.InferenceOptions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The trainer as an application: measurements over HTTP, and candidates from elsewhere that it finds by itself. */
@QuarkusTest
@QuarkusTestResource(TrainerPlatform.class)
class EvaluationHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    @AutoClose
    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Set by Quarkus.
    private URI trainer;

    @Test
    void shouldMeasureOnRequestAndRejectWhatCannotBeUsed() throws Exception {
        awaitReady();
        try (ReleaseLog releases = releases()) {
            // given no items, so that there is nothing to measure on
            Release live = live();
            releases.append(live, PATIENCE);

            // when, then
            assertThat(ended("{}").path("message").asText()).contains("no item has both a caption and a part of image");
            assertThat(ended("{\"release\": \"catalog@1\"}").path("outcome").asText())
                    .isEqualTo("nothing_to_measure");
            refused("{\"release\": \"catalog@9\"}", 404, "unknown_release");
            refused("{\"release\": \"catalog\"}", 400, "malformed_request");
            refused("{\"colour\": 1}", 400, "malformed_request");
            assertThat(get("v1/evaluations/none").statusCode()).isEqualTo(404);
            assertThat(body(get("v1/evaluations")).path("evaluations")).hasSize(2);

            // when a candidate comes whose file is nowhere, and one of other towers
            Artifact nowhere =
                    new Artifact(URI.create("object:///default/" + Sha256.ofText("none")), Sha256.ofText("none"), 4);
            releases.append(imported(live, 2, live.contents().towers(), nowhere), PATIENCE);
            releases.append(imported(live, 3, Map.of(Modality.TEXT, "another"), nowhere), PATIENCE);

            // then the one that may come right waits, and keeps no other from being judged
            await().atMost(PATIENCE)
                    .until(() ->
                            state(releases, 3) == ReleaseState.REJECTED && state(releases, 1) == ReleaseState.LIVE);
            assertThat(state(releases, 2)).isEqualTo(ReleaseState.CANDIDATE);
            // A round's end is on the list after what it decided is in the log.
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(body(get("v1/training-rounds")).findValuesAsText("outcome"))
                                    .contains("failed", "rejected"));
        }
    }

    private JsonNode ended(String request) throws Exception {
        HttpResponse<String> begun = post(request);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        URI address = trainer.resolve(begun.headers().firstValue("Location").orElseThrow());
        return await().atMost(PATIENCE)
                .until(
                        () -> body(get(address.getPath().substring(1))),
                        view -> view.path("phase").asText().equals("ended"));
    }

    private void refused(String request, int status, String reason) throws Exception {
        HttpResponse<String> answer = post(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(body(answer).path("reason").asText()).isEqualTo(reason);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    /** Again while it is busy with looking for candidates. */
    private HttpResponse<String> post(String request) {
        return await().atMost(PATIENCE)
                .until(
                        () -> http.send(
                                HttpRequest.newBuilder(trainer.resolve("v1/evaluations"))
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(request))
                                        .build(),
                                BodyHandlers.ofString()),
                        answer -> answer.statusCode() != 409);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(trainer.resolve("/" + path)).build(), BodyHandlers.ofString());
    }

    private static JsonNode body(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private void awaitReady() {
        await().atMost(PATIENCE).until(() -> get("q/health/ready").statusCode() == 200);
    }

    private static ReleaseLog releases() {
        KafkaSettings kafka =
                KafkaSettings.at(ConfigProvider.getConfig().getValue("weft.kafka.bootstrap-servers", String.class));
        return ReleaseLog.open(kafka, EventCodecs.open(kafka));
    }

    private static ReleaseState state(ReleaseLog releases, int number) {
        return releases.find(new ReleaseId("catalog", number))
                .map(Release::state)
                .orElse(ReleaseState.CANDIDATE);
    }

    private static Release live() {
        try (EmbeddingModel model = EmbeddingModels.open("classpath:weft/bundles/demo", InferenceOptions.defaults())) {
            return FirstRelease.of(
                    new ReleaseId("catalog", 1), "demo", model, "test", Instant.parse("2026-11-25T10:00:00Z"));
        }
    }

    private static Release imported(Release live, int number, Map<Modality, String> towers, Artifact head) {
        return new Release(
                new ReleaseId("catalog", number),
                Optional.of(live.id()),
                1,
                new Release.Contents("demo", new TreeMap<>(towers), 640, new TreeMap<>(Map.of(Modality.TEXT, head))),
                new TreeMap<>(Map.of(Release.IMPORT_FILE, head)),
                new TreeMap<>(),
                new Release.Standing(
                        ReleaseState.CANDIDATE,
                        "imported",
                        "maria",
                        Optional.empty(),
                        Release.Progress.NONE,
                        live.createdAt()),
                live.createdAt());
    }
}
