package dev.weft.modelcatalog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A small real HTTP server of files, which can do everything that servers do wrong. */
final class FileServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int cutAfter;
    private volatile boolean ranges = true;
    private volatile boolean stalls;
    private volatile String entityTag = "\"one\"";

    private FileServer(HttpServer server) {
        this.server = server;
    }

    static FileServer start() throws IOException {
        FileServer files =
                new FileServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        files.server.setExecutor(files.threads);
        files.server.createContext("/", files::handle);
        files.server.start();
        return files;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    void put(String path, byte[] content) {
        files.put("/" + path, content);
    }

    /** The file answers with this entity tag from now on. */
    void entityTag(String tag) {
        entityTag = tag;
    }

    void redirect(String path, String location) {
        redirects.put("/" + path, location);
    }

    /** The next {@code times} answers break off after so many bytes. */
    void cut(int times, int bytes) {
        cutAfter = bytes;
        cuts.set(times);
    }

    /** The next {@code times} answers are 503. */
    void refuse(int times) {
        refusals.set(times);
    }

    void ignoreRanges() {
        ranges = false;
    }

    /** Answers stop in the middle, with the connection open. */
    void stall() {
        stalls = true;
    }

    /** Path and range of each request, such as {@code /config.json bytes=10-}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(range == null ? path : path + " " + range);
            String location = redirects.get(path);
            byte[] content = files.get(path);
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
            } else if (location != null) {
                exchange.getResponseHeaders().set("Location", location);
                exchange.sendResponseHeaders(302, -1);
            } else if (content == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                send(exchange, content, from(exchange, range));
            }
        }
    }

    private int from(HttpExchange exchange, @Nullable String range) {
        boolean sameVersion = entityTag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
        return ranges && range != null && sameVersion
                ? Integer.parseInt(range.substring("bytes=".length(), range.length() - 1))
                : -1;
    }

    private void send(HttpExchange exchange, byte[] content, int from) throws IOException {
        if (!entityTag.isEmpty()) {
            exchange.getResponseHeaders().set("ETag", entityTag);
        }
        if (from >= content.length) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        byte[] body = Arrays.copyOfRange(content, Math.max(0, from), content.length);
        if (from >= 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(from >= 0 ? 206 : 200, body.length);
        OutputStream out = exchange.getResponseBody();
        if (stalls || cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            out.write(body, 0, Math.min(cutAfter, body.length));
            out.flush();
            if (stalls) {
                awaitClose();
            }
            return;
        }
        out.write(body);
    }

    private void awaitClose() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
