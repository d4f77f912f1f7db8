package dev.weft.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.MediaId;
import dev.weft.core.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * The calls of the gateway's HTTP API that the command line makes. Safe for use by several threads; every call blocks its thread
 * until the answer is complete.
 */
public final class GatewayClient implements AutoCloseable {

    /** Covers an upload of the largest picture (64 MiB) over a slow link. */
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private static final int NOT_FOUND = 404;

    private final URI gateway;
    private final Retry retry;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http;

    /**
     * @param gateway its root, such as {@code http://127.0.0.1:8080}
     * @param retry for failures that may pass: no connection, 429, 502, 503, 504. All calls may be repeated
     */
    public GatewayClient(URI gateway, Retry retry) {
        this.gateway = URI.create(gateway.toString().replaceFirst("/+$", ""));
        this.retry = retry;
        // HTTP/1.1 with kept connections: nothing is gained by HTTP/2 on loopback, and its upgrade costs a request.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        if ("http".equals(gateway.getScheme())) {
            builder.sslContext(trustingNobody());
        }
        this.http = builder.build();
    }

    /** Where no TLS is spoken: the default would read all the platform's certificates first, a third of a short command's time. */
    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    public URI gateway() {
        return gateway;
    }

    /** Stores an item or replaces it, as part of an import. */
    public PutOutcome put(Upload upload, String importId)
            throws ProblemException, GatewayUnreachableException, IOException, InterruptedException {
        HttpRequest.Builder request = request("/v1/media/" + upload.id() + "?import=" + importId);
        if (upload.uri().isPresent()) {
            request.header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofByteArray(jsonOf(upload, upload.uri().get())));
        } else {
            request.header("Content-Type", MultipartBody.CONTENT_TYPE).PUT(MultipartBody.of(upload));
        }
        HttpResponse<byte[]> answer = send(request.build());
        if (answer.statusCode() != 200) {
            return PutOutcome.ACCEPTED;
        }
        return isSettled(parse(answer)) ? PutOutcome.UNCHANGED : PutOutcome.UNCHANGED_UNSETTLED;
    }

    /** Whether nothing more will become of the item as the gateway shows it: it is searchable, failed or deleted. */
    public static boolean isSettled(JsonNode media) {
        String state = media.path("state").asText();
        return !state.equals("accepted") && !state.equals("embedded");
    }

    /** Starts an import and returns its id. */
    public String startImport() throws ProblemException, GatewayUnreachableException, InterruptedException {
        HttpRequest request =
                request("/v1/imports").POST(BodyPublishers.noBody()).build();
        return parse(send(request)).path("id").asText();
    }

    /** How far an import is; nothing of it is known to a gateway that has restarted before anything was accepted. */
    public ImportCounts importCounts(String importId)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        try {
            return ImportCounts.of(get("/v1/imports/" + importId));
        } catch (ProblemException e) {
            if (e.reason().equals("unknown_import")) {
                return ImportCounts.NONE;
            }
            throw e;
        }
    }

    /** Returns when the gateway and what is behind it are ready. */
    public void awaitReady() throws ProblemException, GatewayUnreachableException, InterruptedException {
        send(request("/q/health/ready").GET().build());
    }

    /** An item with its state and times, as the gateway tells it. */
    public JsonNode media(MediaId id) throws ProblemException, GatewayUnreachableException, InterruptedException {
        return get("/v1/media/" + id);
    }

    /** Removes an item; the answer is its state, or empty where the gateway sends none. */
    public Optional<JsonNode> delete(MediaId id)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        HttpResponse<byte[]> answer = send(request("/v1/media/" + id).DELETE().build());
        return answer.body().length == 0 ? Optional.empty() : Optional.of(parse(answer));
    }

    /** @param query the body of {@code POST /v1/search} */
    public JsonNode search(JsonNode query) throws ProblemException, GatewayUnreachableException, InterruptedException {
        return post("/v1/search", query);
    }

    /**
     * A page of dead letters.
     *
     * @param query of {@code GET /v1/dead-letters}, by name
     */
    public JsonNode deadLetters(Map<String, String> query)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        return get("/v1/dead-letters?"
                + query.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    /** All of a dead letter. */
    public JsonNode deadLetter(String id) throws ProblemException, GatewayUnreachableException, InterruptedException {
        return get("/v1/dead-letters/" + id);
    }

    /**
     * Processes dead letters again.
     *
     * @param replay the body of the call, as docs/http-api.md has it
     */
    public JsonNode replay(JsonNode replay) throws ProblemException, GatewayUnreachableException, InterruptedException {
        return post("/v1/dead-letters:replay", replay);
    }

    JsonNode post(String path, JsonNode body)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(bytes(body)))
                .build();
        return parse(send(request));
    }

    /**
     * Starts a comparison of the log with the vector store and returns it as it has begun.
     *
     * @param mode {@code verify} or {@code repair}
     * @param release the release to compare; empty for the live one
     */
    public JsonNode startReconciliation(String mode, Optional<String> release)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        ObjectNode body = json.createObjectNode().put("mode", mode);
        release.ifPresent(named -> body.put("release", named));
        HttpRequest request = request("/v1/reconciliations")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(bytes(body)))
                .build();
        return parse(send(request));
    }

    /** How far a comparison is, or what it has found. */
    public JsonNode reconciliation(String id)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        return get("/v1/reconciliations/" + id);
    }

    /** The releases of the space, newest first. */
    public JsonNode releases() throws ProblemException, GatewayUnreachableException, InterruptedException {
        return get("/v1/releases");
    }

    /** @param id such as {@code catalog@2} */
    public JsonNode release(String id) throws ProblemException, GatewayUnreachableException, InterruptedException {
        return get("/v1/releases/" + segment(id));
    }

    /** Brings a release live; one that the gate rejected needs a reason. */
    public JsonNode promote(String id, Optional<String> reason, String by)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        ObjectNode body = json.createObjectNode().put("by", by);
        reason.ifPresent(why -> body.put("reason", why));
        return post("/v1/releases/" + segment(id) + ":promote", body);
    }

    /** Goes back from the live release to the one that stands by. */
    public JsonNode rollback(String reason, String by)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        return post(
                "/v1/releases:rollback",
                json.createObjectNode().put("reason", reason).put("by", by));
    }

    /** What the gate has said of a release, as docs/gate.md has it. */
    public JsonNode gateReport(String id) throws ProblemException, GatewayUnreachableException, InterruptedException {
        return get("/v1/releases/" + segment(id) + "/files/report.json");
    }

    /** Begins a round of mining; its {@code id} says which. */
    public JsonNode startMining(String reason, String by)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        return post(
                "/v1/mining-rounds",
                json.createObjectNode().put("reason", reason).put("by", by));
    }

    /** How far a round of mining is, or how it ended. */
    public JsonNode miningRound(String id) throws ProblemException, GatewayUnreachableException, InterruptedException {
        return get("/v1/mining-rounds/" + segment(id));
    }

    /** Begins a round of learning; its {@code id} says which. */
    public JsonNode startRound(String reason, String by)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        return post(
                "/v1/training-rounds",
                json.createObjectNode().put("reason", reason).put("by", by));
    }

    /** How far a round is, or how it ended. */
    public JsonNode round(String id) throws ProblemException, GatewayUnreachableException, InterruptedException {
        return get("/v1/training-rounds/" + segment(id));
    }

    /** As a part of a path, whatever somebody typed. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%40", "@");
    }

    JsonNode get(String path) throws ProblemException, GatewayUnreachableException, InterruptedException {
        return parse(send(request(path).GET().build()));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(ANSWER_WITHIN)
                .header("Accept", "application/json, application/problem+json");
    }

    HttpResponse<byte[]> send(HttpRequest request)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        long deadline = System.nanoTime() + retry.patience().toNanos();
        for (int attempt = 1; ; attempt++) {
            Duration wait = retry.waitAfter(attempt);
            boolean last = System.nanoTime() + wait.toNanos() > deadline;
            try {
                HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() < 400) {
                    return answer;
                }
                ProblemException problem = problem(answer.statusCode(), answer.body());
                if (!problem.isTransient() || last) {
                    throw problem;
                }
            } catch (IOException e) {
                if (last) {
                    throw new GatewayUnreachableException(gateway, e);
                }
            }
            Thread.sleep(wait);
        }
    }

    /** The body of an answer as it arrives; the caller closes it. */
    InputStream open(String path) throws ProblemException, GatewayUnreachableException, InterruptedException {
        HttpResponse<InputStream> answer;
        try {
            answer = http.send(
                    request(path)
                            .setHeader("Accept", "application/x-ndjson, application/problem+json")
                            .GET()
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() >= 400) {
                try (InputStream body = answer.body()) {
                    throw problem(answer.statusCode(), body.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new GatewayUnreachableException(gateway, e);
        }
        return answer.body();
    }

    private ProblemException problem(int status, byte[] answer) {
        try {
            JsonNode body = json.readTree(answer);
            String detail = body.path("detail").asText(body.path("title").asText(""));
            if (!detail.isEmpty()) {
                String reason = body.path("reason").asText("http_" + status);
                return new ProblemException(status, reason, detail);
            }
        } catch (IOException e) {
            // Not JSON: some proxy's page, or another server. Its status is all there is to tell.
            return opaque(status);
        }
        return opaque(status);
    }

    private ProblemException opaque(int status) {
        String what = status == NOT_FOUND ? "; is it a Weft gateway?" : "";
        return new ProblemException(status, "http_" + status, gateway + " answered with status " + status + what);
    }

    JsonNode parse(HttpResponse<byte[]> answer) throws ProblemException {
        try {
            return json.readTree(answer.body());
        } catch (IOException e) {
            String start = new String(answer.body(), 0, Math.min(answer.body().length, 40), StandardCharsets.UTF_8);
            throw new ProblemException(
                    answer.statusCode(),
                    "no_json",
                    gateway + " did not answer in JSON; is it a Weft gateway? got '" + Shown.onOneLine(start) + "'");
        }
    }

    private byte[] jsonOf(Upload upload, String uri) throws IOException {
        ObjectNode body = json.createObjectNode().put("uri", uri);
        for (var field : upload.fields().entrySet()) {
            switch (field.getKey()) {
                case "tags", "attributes" -> body.set(field.getKey(), json.readTree(field.getValue()));
                default -> body.put(field.getKey(), field.getValue());
            }
        }
        return bytes(body);
    }

    private byte[] bytes(JsonNode node) {
        try {
            return json.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
