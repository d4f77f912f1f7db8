package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reconciliation over HTTP, in its metrics and in its health. */
@QuarkusTest
@QuarkusTestResource(SinkKafka.class)
class ReconciliationResourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PATH = "v1/reconciliations";

    @TestHTTPResource("/")
    URI application = URI.create("http://replaced.invalid/");

    @BeforeEach
    void awaitReady() {
        await().atMost(PATIENCE).until(() -> get("q/health/ready").statusCode() == 200);
    }

    @Test
    void shouldRunAndTellOfIt() throws Exception {
        // when
        HttpResponse<String> accepted = post("{\"mode\": \"verify\", \"release\": \"catalog@1\"}");

        // then
        assertThat(accepted.statusCode()).isEqualTo(202);
        String id = json(accepted).path("id").asText();
        assertThat(accepted.headers().firstValue("Location")).hasValue("/" + PATH + "/" + id);
        await().atMost(PATIENCE)
                .until(() -> json(get(PATH + "/" + id)).path("state").asText().equals("done"));
        JsonNode report = json(get(PATH + "/" + id)).path("report");
        assertThat(report.path("result").asText()).isEqualTo("clean");
        assertThat(report.path("found").path("missing").asLong(-1)).isZero();
        assertThat(json(get(PATH)).path("reconciliations").findValuesAsText("id"))
                .contains(id);
        assertThat(get("q/metrics").body())
                .contains("reconcile_missing_total", "reconcile_stale_total", "reconcile_extra_total")
                .contains("reconcile_repaired_total", "reconcile_last_time_seconds", "reconcile_last_duration_seconds")
                .contains("reconcile_last_findings{kind=\"missing\"");
        assertThat(get("q/health/ready").body()).contains("\"reconciliation\"", "\"clean\"");
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstand() throws Exception {
        assertProblem(post("{\"mode\": \"look\"}"), 400, "malformed_request");
        assertProblem(post("{}"), 400, "malformed_request");
        assertProblem(post("[]"), 400, "malformed_request");
        assertProblem(post("{\"mode\": 1}"), 400, "malformed_request");
        assertProblem(post("{\"mode\": \"verify\", \"tenant\": \"a\"}"), 400, "malformed_request");
        assertProblem(post("{\"mode\": "), 400, "malformed_json");
        assertProblem(post("{\"mode\": \"verify\", \"mode\": \"repair\"}"), 400, "malformed_json");
        assertProblem(post("\"" + "x".repeat(10_000) + "\""), 413, "too_many_bytes");
        assertProblem(post("{\"mode\": \"verify\", \"release\": \"catalog@7\"}"), 404, "unknown_release");
        assertProblem(get(PATH + "/nobody"), 404, "unknown_reconciliation");
        assertProblem(get(PATH + "?all=1"), 400, "malformed_request");
    }

    @Test
    void shouldRefuseWhatAPageOfAnotherSiteSends() throws Exception {
        // when
        HttpResponse<String> answer = send(request(PATH)
                .header("Content-Type", "application/json")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.ofString("{\"mode\": \"repair\"}"))
                .build());

        // then
        assertProblem(answer, 403, "cross_site");
    }

    @Test
    void shouldExplainAWrongMethodOrMediaTypeLikeAnyOtherRefusal() throws Exception {
        assertProblem(send(request(PATH).DELETE().build()), 405, "method_not_allowed");
        assertProblem(send(request(PATH).header("Accept", "image/png").GET().build()), 406, "not_acceptable");
        assertProblem(
                send(request(PATH)
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"mode\": \"verify\"}"))
                        .build()),
                415,
                "unsupported_media_type");
    }

    @Test
    void shouldDescribeItselfForMachines() throws Exception {
        // when
        JsonNode paths = json(get("q/openapi?format=json")).path("paths");

        // then
        JsonNode start = paths.path("/" + PATH).path("post");
        assertThat(start.path("summary").asText()).isNotBlank();
        assertThat(start.path("responses").path("default").path("content").fieldNames())
                .toIterable()
                .containsExactly("application/problem+json");
        assertThat(paths.path("/" + PATH + "/{id}").path("get").path("summary").asText())
                .isNotBlank();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String reason) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(json(answer).path("reason").asText()).isEqualTo(reason);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(request(PATH)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(application.resolve(path));
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
