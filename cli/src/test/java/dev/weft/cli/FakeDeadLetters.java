package dev.weft.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small real HTTP server with three dead letters, two of them on the first page. */
public final class FakeDeadLetters implements AutoCloseable {

    /** Everything a terminal could take for an order: ANSI, its 8-bit form, a new line, letters from right to left. */
    public static final String HOSTILE = "default/\u001b[31mx\u009b2J\r\n0-0  fake row\u202eevil\u2066\u0007";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final List<JsonNode> replays = new CopyOnWriteArrayList<>();

    private FakeDeadLetters(HttpServer server) {
        this.server = server;
    }

    public static FakeDeadLetters start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeDeadLetters letters = new FakeDeadLetters(server);
        server.createContext("/", letters::handle);
        server.start();
        return letters;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The query strings of the lists that were asked for. */
    public List<String> queries() {
        return queries;
    }

    /** The bodies of the replays. */
    public List<JsonNode> replays() {
        return replays;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String call =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            switch (call) {
                case "GET /v1/dead-letters" -> {
                    queries.add(exchange.getRequestURI().getQuery());
                    answer(
                            exchange,
                            200,
                            page(exchange.getRequestURI().getQuery().contains("after=")));
                }
                case "GET /v1/dead-letters/0-7" -> answer(exchange, 200, whole());
                case "POST /v1/dead-letters:replay" -> {
                    JsonNode replay = JSON.readTree(body);
                    replays.add(replay);
                    answer(exchange, 200, replayed(replay));
                }
                default ->
                    answer(
                            exchange,
                            404,
                            JSON.createObjectNode()
                                    .put("reason", "unknown_dead_letter")
                                    .put("detail", "there is no dead letter"));
            }
        }
    }

    private static ObjectNode page(boolean second) {
        ObjectNode page = JSON.createObjectNode();
        ArrayNode letters = page.putArray("deadLetters");
        if (second) {
            letters.add(letter("1-1", "default/c"));
            return page.putNull("next");
        }
        letters.add(letter("0-7", HOSTILE));
        letters.add(letter("0-6", "default/b"));
        return page.put("next", "0-6_1-2");
    }

    private static ObjectNode letter(String id, String key) {
        ObjectNode letter = JSON.createObjectNode()
                .put("id", id)
                .put("failedAt", "2026-11-25T10:00:00.000Z")
                .put("stage", "fetch")
                .put("reason", "object_not_found")
                .put("message", HOSTILE)
                .put("key", key)
                .put("release", "catalog@1")
                .put("attempt", 1)
                .putNull("replayed");
        letter.putObject("origin")
                .put("topic", "weft.media")
                .put("partition", 0)
                .put("offset", 5)
                .put("timestamp", "2026-11-25T09:59:59.000Z");
        return letter;
    }

    private static ObjectNode whole() {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("deadLetter", letter("0-7", HOSTILE));
        whole.put("errorClass", "dev.weft.Missing").put("message", HOSTILE).put("event", "Stored" + HOSTILE);
        whole.putObject("value").put("length", 20).put("hex", "000102030405060708090a0b0c0d0e0f10111213");
        whole.putObject("headers")
                .putObject("trace\u001b]0;title\u0007")
                .put("text", HOSTILE)
                .put("hex", "00");
        return whole;
    }

    private static ObjectNode replayed(JsonNode replay) {
        ObjectNode answer = JSON.createObjectNode();
        boolean second = replay.path("after").isTextual();
        String result = replay.path("dryRun").asBoolean() ? "replayable" : "replayed";
        ObjectNode counts =
                answer.putObject("counts").put("replayed", 0).put("refused", 0).put("unknown", 0);
        ArrayNode letters = answer.putArray("letters");
        letters.addObject()
                .put("id", second ? "1-1" : "0-7")
                .put("result", result)
                .put("detail", HOSTILE);
        counts.put(result, 1);
        if (replay.path("ids").path(0).asText().equals("9-9")) {
            counts.put(result, 0).put("unknown", 1);
        }
        return replay.has("ids") || second ? answer.putNull("next") : answer.put("next", "0-6_1-2");
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
