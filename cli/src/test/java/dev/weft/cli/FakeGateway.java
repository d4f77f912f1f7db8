package dev.weft.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A small real HTTP server that speaks as much of docs/http-api.md as the command line does. What it takes is searchable at once, unless
 * told otherwise.
 */
public final class FakeGateway implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern PART = Pattern.compile(
            "Content-Disposition: form-data; name=\"([^\"]*)\"(?:; filename=\"([^\"]*)\")?\r\nContent-Type: [^\r]*\r\n\r\n(.*)",
            Pattern.DOTALL);

    private final HttpServer server;
    private final Map<String, Map<String, String>> items = new ConcurrentHashMap<>();
    private final List<JsonNode> searches = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private volatile boolean stuck;
    private volatile String reconciliation = "{}";
    private final AtomicInteger looks = new AtomicInteger();

    private FakeGateway(HttpServer server) {
        this.server = server;
    }

    public static FakeGateway start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeGateway gateway = new FakeGateway(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", gateway::handle);
        server.start();
        return gateway;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The fields of the items it holds, {@code file} in Latin-1, by id. */
    public Map<String, Map<String, String>> items() {
        return items;
    }

    public List<JsonNode> searches() {
        return searches;
    }

    public int requests() {
        return requests.get();
    }

    public int mostInFlight() {
        return mostInFlight.get();
    }

    /** Answers the next requests with 503. */
    public void unavailableFor(int count) {
        unavailable.set(count);
    }

    /** Accepts this item and fails it later. */
    public void fail(String id) {
        failing.add(id);
    }

    /** Refuses this item with 415. */
    public void refuse(String id) {
        refused.add(id);
    }

    /** Accepts from now on without ever making anything searchable. */
    public void getStuck() {
        stuck = true;
    }

    /** Ends {@link #getStuck()}. */
    public void getGoing() {
        stuck = false;
    }

    /** What becomes of a reconciliation after a look at it. */
    public void reconcileTo(String json) {
        reconciliation = json;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (unavailable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                answer(exchange, 503, problem("unavailable", "Kafka can't be reached"));
                return;
            }
            String path = exchange.getRequestURI().getPath();
            String call = exchange.getRequestMethod() + " " + path.replaceFirst("^/v1/media/.+", "/v1/media/*");
            switch (call) {
                case "POST /v1/imports" ->
                    answer(exchange, 201, JSON.createObjectNode().put("id", "i1"));
                case "POST /v1/reconciliations" ->
                    answer(
                            exchange,
                            202,
                            running()
                                    .put(
                                            "mode",
                                            JSON.readTree(body).path("mode").asText()));
                case "GET /v1/reconciliations/r1" ->
                    answer(
                            exchange,
                            200,
                            looks.incrementAndGet() < 2 ? running() : (ObjectNode) JSON.readTree(reconciliation));
                case "GET /v1/imports/i1" -> answer(exchange, 200, counts());
                case "POST /v1/search" -> search(exchange, body);
                case "PUT /v1/media/*" -> put(exchange, idOf(path), body);
                case "GET /v1/media/*" -> get(exchange, idOf(path));
                case "DELETE /v1/media/*" -> delete(exchange, idOf(path));
                default -> answer(exchange, 404, problem("unknown_path", "there is nothing at " + path));
            }
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private static ObjectNode running() {
        return JSON.createObjectNode().put("id", "r1").put("state", "running");
    }

    private void put(HttpExchange exchange, String id, byte[] body) throws IOException {
        if (refused.contains(id)) {
            answer(exchange, 415, problem("unsupported_type", "not a picture"));
            return;
        }
        String type = Objects.requireNonNull(exchange.getRequestHeaders().getFirst("Content-Type"));
        Map<String, String> fields = type.startsWith("multipart") ? parts(type, body) : jsonFields(body);
        boolean unchanged = fields.equals(items.put(id, fields));
        if (!unchanged) {
            accepted.incrementAndGet();
        }
        answer(exchange, unchanged ? 200 : 202, media(id));
    }

    private void get(HttpExchange exchange, String id) throws IOException {
        if (items.containsKey(id)) {
            answer(exchange, 200, media(id));
        } else {
            answer(exchange, 404, problem("unknown_id", "there is no item " + id));
        }
    }

    private void delete(HttpExchange exchange, String id) throws IOException {
        if (items.remove(id) == null) {
            answer(exchange, 404, problem("unknown_id", "there is no item " + id));
        } else {
            answer(exchange, 202, JSON.createObjectNode().put("id", id).put("state", "deleted"));
        }
    }

    private void search(HttpExchange exchange, byte[] body) throws IOException {
        JsonNode query = JSON.readTree(body);
        searches.add(query);
        if (query.path("k").asInt() > 1000) {
            answer(exchange, 400, problem("invalid_k", "k must be 1 to 1000"));
            return;
        }
        ObjectNode answer = JSON.createObjectNode().put("release", "catalog@1").put("tookMillis", 2.5);
        var hits = answer.putArray("hits");
        items.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(query.path("k").asInt())
                .forEach(item -> hits.addObject()
                        .put("id", item.getKey())
                        .put("score", 0.5)
                        .put("part", "image")
                        .put("caption", item.getValue().getOrDefault("caption", "")));
        answer(exchange, 200, answer);
    }

    private ObjectNode media(String id) {
        String arrived = stuck ? "accepted" : "searchable";
        ObjectNode media =
                JSON.createObjectNode().put("id", id).put("state", failing.contains(id) ? "failed" : arrived);
        media.putArray("stages")
                .addObject()
                .put("stage", "accepted")
                .put("at", "2026-11-23T09:00:00.000Z")
                .put("millis", 0);
        if (failing.contains(id)) {
            media.putObject("failure")
                    .put("stage", "decode")
                    .put("reason", "truncated")
                    .put("message", "it ends too early");
        }
        return media;
    }

    private ObjectNode counts() {
        long failed = items.keySet().stream().filter(failing::contains).count();
        return JSON.createObjectNode()
                .put("id", "i1")
                .put("accepted", accepted.get())
                .put("searchable", stuck ? 0 : accepted.get() - failed)
                .put("failed", failed);
    }

    private static Map<String, String> jsonFields(byte[] body) throws IOException {
        Map<String, String> fields = new ConcurrentHashMap<>();
        JSON.readTree(body)
                .properties()
                .forEach(each -> fields.put(each.getKey(), each.getValue().asText()));
        return fields;
    }

    private static Map<String, String> parts(String contentType, byte[] body) {
        String boundary = contentType.substring(contentType.indexOf("boundary=") + "boundary=".length());
        Map<String, String> fields = new ConcurrentHashMap<>();
        for (String part : new String(body, StandardCharsets.ISO_8859_1).split("\r\n--" + boundary, -1)) {
            Matcher matcher = PART.matcher(part);
            if (matcher.find()) {
                String value = matcher.group(3);
                boolean isFile = matcher.group(2) != null;
                fields.put(
                        matcher.group(1),
                        isFile
                                ? value
                                : new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static String idOf(String path) {
        return path.substring("/v1/media/".length());
    }

    private static ObjectNode problem(String reason, String detail) {
        return JSON.createObjectNode().put("reason", reason).put("detail", detail);
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
