package dev.weft.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small real HTTP server with rounds and a release: each call has answers that come one after the other, and the last stays. */
public final class FakeLoop implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Deque<String>> answers = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    private FakeLoop(HttpServer server) {
        this.server = server;
    }

    public static FakeLoop start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeLoop loop = new FakeLoop(server);
        server.createContext("/", loop::handle);
        server.start();
        return loop;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param call such as {@code GET /v1/releases/catalog@2} */
    public FakeLoop answer(String call, String... bodies) {
        answers.put(call, new ArrayDeque<>(List.of(bodies)));
        return this;
    }

    /** Answers a call with 409. */
    public FakeLoop refuse(String call, String body) {
        refused.add(call);
        return answer(call, body);
    }

    /** What was called, each call once for any number of repetitions in a row. */
    public List<String> calls() {
        List<String> distinct = new ArrayList<>();
        for (String call : calls) {
            if (distinct.isEmpty() || !distinct.getLast().equals(call)) {
                distinct.add(call);
            }
        }
        return distinct;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String call =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            calls.add(call);
            Deque<String> left = answers.getOrDefault(call, new ArrayDeque<>());
            boolean known = !left.isEmpty();
            String body = known
                    ? left.size() > 1 ? left.removeFirst() : left.getFirst()
                    : "{\"reason\": \"unknown_path\", \"detail\": \"there is nothing here\"}";
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(refused.contains(call) ? 409 : known ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
