package dev.weft.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small real HTTP server that answers as it was told: each call with the next of its answers, the last one again and again. */
public final class FakeExchange implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    private record Answer(int status, String body) {}

    private FakeExchange(HttpServer server) {
        this.server = server;
    }

    public static FakeExchange start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeExchange exchange = new FakeExchange(server);
        server.createContext("/", exchange::handle);
        server.start();
        return exchange;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param call such as {@code GET /v1/releases/catalog@2}, with its query */
    public void answer(String call, int status, String body) {
        answers.computeIfAbsent(call, _ -> new ConcurrentLinkedDeque<>()).add(new Answer(status, body));
    }

    /** Of all requests, in Latin-1. */
    public List<String> bodies() {
        return bodies;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            Deque<Answer> known = answers.getOrDefault(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(), new ArrayDeque<>());
            Answer next = known.size() > 1 ? known.removeFirst() : known.peekFirst();
            Answer given = next == null
                    ? new Answer(
                            404, "{\"reason\": \"unknown_path\", \"detail\": \"" + exchange.getRequestURI() + "\"}")
                    : next;
            byte[] body = given.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(given.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
